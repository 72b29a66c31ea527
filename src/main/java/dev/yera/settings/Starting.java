package dev.yera.settings;

/**
 * The CDI event of an application that is about to start, before it takes a folder, a thread or a
 * process. Whoever cannot work with the settings throws, and nothing has to be given back: a server
 * may leave what runs in a deployment that fails later (Payara Micro 6 does).
 */
public record Starting() {}
