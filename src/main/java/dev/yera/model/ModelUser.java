package dev.yera.model;

/**
 * Who asks a model.
 *
 * @param owner whose tokens it uses; empty for nobody
 * @param app the identifier of the app
 */
public record ModelUser(String owner, String app) {}
