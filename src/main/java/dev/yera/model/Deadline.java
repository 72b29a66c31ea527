package dev.yera.model;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does something once when nothing has happened for some time. Thread-safe. */
final class Deadline implements AutoCloseable {
  private final long patience;
  private final Runnable late;
  private volatile long last = System.nanoTime();
  private CompletableFuture<Void> timer;
  private boolean closed;

  /**
   * Begins now.
   *
   * @param late must not wait
   */
  Deadline(Duration patience, Runnable late) {
    this.patience = patience.toNanos();
    this.late = late;
    arm(this.patience);
  }

  private synchronized void arm(long nanos) {
    if (!closed) {
      timer = new CompletableFuture<>();
      timer
          .orTimeout(nanos, TimeUnit.NANOSECONDS)
          .exceptionally(
              e -> {
                if (e instanceof TimeoutException) {
                  look();
                }
                return null;
              });
    }
  }

  private void look() {
    long left = last + patience - System.nanoTime();
    if (left > 0) {
      arm(left);
    } else {
      late.run();
    }
  }

  /** Something has happened. */
  void touch() {
    last = System.nanoTime();
  }

  @Override
  public synchronized void close() {
    closed = true;
    timer.complete(null);
  }
}
