/**
 * Runs an app without a server: {@link dev.yera.app.local.AppRunner} in a test, {@link
 * dev.yera.app.local.Console} in a terminal, with blocks as text. Must not depend on the server.
 */
package dev.yera.app.local;
