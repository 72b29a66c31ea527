/**
 * Delivers the log of a session to viewers, as server-sent events over HTTP or as a publisher
 * inside the server: log positions, comments, retry, heartbeats, and one write at a time. May
 * depend on logs, but not on sessions or processes.
 */
package dev.yera.stream;
