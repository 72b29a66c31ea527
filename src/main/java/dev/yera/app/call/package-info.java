/**
 * How an app is called: its parameters and their types, binding arguments to them, and the method
 * behind an app id. One binder for the server, for tests and for the console; what reads parameters
 * is here for loaded methods, and in {@code dev.yera.catalog} for byte code and descriptions. Part
 * of the SDK, so it must not know the server nor Jakarta EE.
 */
package dev.yera.app.call;
