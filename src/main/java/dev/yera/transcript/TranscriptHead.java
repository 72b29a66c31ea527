package dev.yera.transcript;

import java.time.Instant;
import java.util.Optional;

/** What stands above a transcript. */
public record TranscriptHead(
    String sessionId,
    String appId,
    String appName,
    Optional<String> title,
    String status,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt) {

  /** What is said of a step that was going on at the end; empty if the session goes on. */
  Optional<String> leftOpen() {
    return endedAt.map(at -> status.equals("failed") ? "failed" : "stopped");
  }

  /** What it is called. */
  String name() {
    return title.orElse(appName);
  }
}
