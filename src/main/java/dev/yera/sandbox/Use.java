package dev.yera.sandbox;

import java.time.Duration;

/**
 * What the processes of all sessions use.
 *
 * @param processes that are there
 * @param memory of these, in bytes, resident; what they share counts for each
 * @param cpuTime of all sessions since the start of the server, as far as it was seen; it does not
 *     become less
 */
public record Use(int processes, long memory, Duration cpuTime) {}
