package dev.yera.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The logins that this server knows to be ended. Thread-safe. */
final class MemoryLogouts implements LogoutBook {
  static final Duration KEPT = Duration.ofDays(30);
  private static final int MOST = 100_000;

  private final Clock clock;

  @GuardedBy("this")
  private final Map<String, Ended> ended = new LinkedHashMap<>();

  private record Ended(Instant at, Instant noted) {}

  MemoryLogouts(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void add(String what, Instant at) {
    put(what, at);
  }

  /** Whether that was not known. */
  synchronized boolean put(String what, Instant at) {
    Ended before = ended.get(what);
    if (before != null && !before.at().isBefore(at)) {
      return false;
    }
    Instant now = clock.instant();
    Iterator<Ended> oldest = ended.values().iterator();
    while (oldest.hasNext()) {
      if (oldest.next().noted().plus(KEPT).isAfter(now) && ended.size() < MOST) {
        break;
      }
      oldest.remove();
    }
    ended.remove(what);
    ended.put(what, new Ended(at, now));
    return true;
  }

  @Override
  public synchronized Optional<Instant> at(String what) {
    return Optional.ofNullable(ended.get(what)).map(Ended::at);
  }
}
