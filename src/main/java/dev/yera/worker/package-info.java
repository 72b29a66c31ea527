/**
 * The main program of a Java worker: reads lines, runs one app, writes lines (see "The lines of an
 * app" in {@code protocol.md}). Must not depend on the server or on Jakarta EE. Costly work is done
 * while a worker waits for its start.
 */
package dev.yera.worker;
