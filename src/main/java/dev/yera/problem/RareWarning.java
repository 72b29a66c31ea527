package dev.yera.problem;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A warning of what a stranger can cause as often as they like: the log has it once a minute at
 * most, in one line. The trace is logged at {@code FINE}. Thread-safe.
 */
public final class RareWarning {
  static final Duration EVERY = Duration.ofMinutes(1);

  private final Logger log;
  private final LongSupplier nanoTime;
  private boolean isTold;
  private long toldAt;
  private long left;

  /** Of this logger. */
  public RareWarning(Logger log) {
    this(log, System::nanoTime);
  }

  RareWarning(Logger log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
  }

  /** What happened, and why. */
  public void tell(String what, Throwable why) {
    log.log(Level.FINE, what, why);
    tell(what + ": " + why);
  }

  /** What happened. */
  public void tell(String what) {
    take().ifPresent(since -> log.log(Level.WARNING, "{0}{1}", new Object[] {what, since}));
  }

  /** What is said of those that were left out; empty for one that is left out itself. */
  private synchronized Optional<String> take() {
    long now = nanoTime.getAsLong();
    if (isTold && now - toldAt < EVERY.toNanos()) {
      left++;
      return Optional.empty();
    }
    String since = left == 0 ? "" : " (%d more such warnings were left out)".formatted(left);
    isTold = true;
    toldAt = now;
    left = 0;
    return Optional.of(since);
  }
}
