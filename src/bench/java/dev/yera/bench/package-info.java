/**
 * What every measurement needs: a server as an operator runs it, clients that cost little enough to
 * share two cores with it, and a look at its processes from outside. It speaks HTTP and reads
 * {@code /proc}; it knows nothing of the server's classes, so that what it measures is what a user
 * gets.
 */
package dev.yera.bench;
