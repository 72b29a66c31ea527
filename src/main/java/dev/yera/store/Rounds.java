package dev.yera.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** When a thread that looks at something again and again is to look. Thread-safe. */
final class Rounds implements AutoCloseable {
  private final long period;
  private final long latest;

  /** When it was asked for, in {@link System#nanoTime}. */
  @GuardedBy("this")
  private OptionalLong asked = OptionalLong.empty();

  @GuardedBy("this")
  private boolean closed;

  /**
   * Not closed yet.
   *
   * @param period from one look to the next, if none is asked for
   * @param latest to which a look can be put off, from the last one
   */
  Rounds(Duration period, Duration latest) {
    this.period = period.toNanos();
    this.latest = latest.toNanos();
  }

  /** Waits until it is time to look; false at the end, which an interrupt is, too. */
  synchronized boolean awaitNext() {
    long begin = System.nanoTime();
    for (long left = left(begin); !closed && left > 0; left = left(begin)) {
      try {
        // Rounded up: a wait for zero would have no end.
        wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        closed = true;
      }
    }
    asked = OptionalLong.empty();
    return !closed;
  }

  @GuardedBy("this")
  private long left(long begin) {
    long due = asked.isPresent() ? Math.min(asked.getAsLong(), begin + latest) : begin + period;
    return due - System.nanoTime();
  }

  /** Asks for a look after this time, sooner or later than it would be; the last call counts. */
  synchronized void next(Duration from) {
    asked = OptionalLong.of(System.nanoTime() + from.toNanos());
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Does not wait for who looks. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
