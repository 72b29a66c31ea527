/**
 * How a viewer gets the log of its session as server-sent events: cursor, comments, retry,
 * heartbeats, and the one write at a time. Knows nothing of processes.
 */
package dev.yera.stream;
