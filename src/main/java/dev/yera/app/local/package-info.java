/**
 * Runs an app without a server: {@link dev.yera.app.local.AppRunner} in a test, {@link
 * dev.yera.app.local.Console} in a terminal, and how blocks look as text. Must not know the server.
 */
package dev.yera.app.local;
