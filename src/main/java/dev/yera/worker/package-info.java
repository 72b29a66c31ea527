/**
 * The main program of a Java child process: reads lines, runs one app, writes lines (contract,
 * section 4). It must not know the server nor Jakarta EE. What costs time is done while a worker
 * waits for its start.
 */
package dev.yera.worker;
