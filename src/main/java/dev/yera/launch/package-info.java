/**
 * The start of the single file, {@code java -jar yera-sessions.jar}: Payara Micro in the same
 * process, with a quiet console. Outside of that file it is used by nobody; it must not know the
 * rest of the product, nor any library: its class is loaded before there is a server.
 */
package dev.yera.launch;
