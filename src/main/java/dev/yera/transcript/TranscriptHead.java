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

  /** What it is called. */
  String name() {
    return title.orElse(appName);
  }
}
