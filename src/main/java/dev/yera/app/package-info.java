/**
 * The API for app authors: {@link dev.yera.app.App} marks a static method, {@link
 * dev.yera.app.Yera} shows output and asks questions. Must not depend on the server, on Jakarta EE,
 * or on the code that runs an app, which passes in a {@link dev.yera.app.Wire}.
 */
package dev.yera.app;
