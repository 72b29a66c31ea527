package dev.yera.trace;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something that was done.
 *
 * @param own its place in the trace
 * @param parent what it was done for; empty if a trace begins with it
 * @param attributes by their names
 * @param error what went wrong, in a word; empty if nothing did
 */
public record Span(
    String name,
    TraceParent own,
    Optional<TraceParent> parent,
    Instant begin,
    Instant end,
    Map<String, String> attributes,
    Optional<String> error) {}
