package dev.yera.file;

/**
 * How large a file may be.
 *
 * @param most bytes
 * @param limit the key of the setting that says so
 * @param value of that setting
 */
public record FileLimit(long most, String limit, long value) {}
