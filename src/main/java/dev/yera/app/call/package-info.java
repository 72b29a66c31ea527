/**
 * Calls an app: parameters and their types, argument binding, and the method behind an app id. The
 * server, tests and the console share one binder. Parameters of loaded methods are read here, those
 * of byte code and descriptions in {@code dev.yera.catalog}. Part of the SDK, so it must not depend
 * on the server or on Jakarta EE.
 */
package dev.yera.app.call;
