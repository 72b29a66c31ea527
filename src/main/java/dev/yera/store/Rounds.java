package dev.yera.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** When a thread that looks at something again and again is to look. Thread-safe. */
final class Rounds implements AutoCloseable {
  private final long period;

  @GuardedBy("this")
  private OptionalLong sooner = OptionalLong.empty();

  @GuardedBy("this")
  private boolean closed;

  /**
   * Not closed yet.
   *
   * @param period the longest time from one look to the next
   */
  Rounds(Duration period) {
    this.period = period.toNanos();
  }

  /** Waits until it is time to look; false at the end, which an interrupt is, too. */
  synchronized boolean awaitNext() {
    long begin = System.nanoTime();
    long left = period;
    while (!closed && left > 0) {
      try {
        // Rounded up: a wait for zero would have no end.
        wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        closed = true;
      }
      long now = System.nanoTime();
      left = Math.min(begin + period - now, sooner.isPresent() ? sooner.getAsLong() - now : period);
    }
    sooner = OptionalLong.empty();
    return !closed;
  }

  /** The next look is after this time, if it is not due before; the last call counts. */
  synchronized void next(Duration from) {
    sooner = OptionalLong.of(System.nanoTime() + from.toNanos());
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
