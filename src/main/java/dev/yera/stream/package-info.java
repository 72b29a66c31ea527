/**
 * Viewing: how a viewer gets the log of its session, as server-sent events over HTTP or as a
 * publisher inside the server. A place in the log, comments, retry, heartbeats, and one write at a
 * time. Knows logs; must not know sessions nor processes.
 */
package dev.yera.stream;
