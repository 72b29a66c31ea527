package dev.yera.stream;

import dev.yera.store.Slice;
import dev.yera.thread.Drain;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;

/**
 * The events of a session as frames of server-sent events, for code inside the server. Each
 * subscriber gets all events from its position, as fast as it requests them. It counts as a viewer,
 * and the first one starts the executor. Thread-safe.
 */
public final class EventPublisher implements Flow.Publisher<String> {
  private final Viewable session;
  private final long after;
  private final Executor threads;

  /**
   * A publisher of this session's events.
   *
   * @param after the number of the last event to skip; 0 for none
   * @param threads has a free thread for every active subscriber
   */
  public EventPublisher(Viewable session, long after, Executor threads) {
    this.session = session;
    this.after = after;
    this.threads = threads;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super String> subscriber) {
    Subscription subscription = new Subscription(subscriber);
    RuntimeException refusal = null;
    try {
      subscription.reader = session.open(subscription, after, subscription);
    } catch (RuntimeException e) {
      refusal = e;
    }
    // Rule 1.9: onSubscribe comes before any other signal.
    subscriber.onSubscribe(subscription);
    if (refusal != null) {
      subscription.cancel();
      subscriber.onError(refusal);
    } else {
      subscription.drain.begin();
    }
  }

  /** One subscriber's position. Its signals are sequential, from one thread at a time. */
  private final class Subscription implements Flow.Subscription, Watcher {
    private final Flow.Subscriber<? super String> subscriber;
    private final Drain drain = Drain.held(threads, this::signal);
    private final Queue<String> frames = new ArrayDeque<>();
    private volatile Reader reader;
    private volatile boolean wokenInVain;

    private final Object lock = new Object();
    private long demand;
    private boolean over;
    private Throwable failure;

    Subscription(Flow.Subscriber<? super String> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long n) {
      synchronized (lock) {
        if (n <= 0) {
          failure =
              new IllegalArgumentException(
                  "request(%d): demand must be positive (3.9)".formatted(n));
        } else {
          demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
        }
      }
      wake();
    }

    @Override
    public void cancel() {
      synchronized (lock) {
        over = true;
      }
      drain.stop();
      Reader leaving = reader;
      if (leaving != null) {
        leaving.leave();
      }
    }

    @Override
    public void wake() {
      try {
        wokenInVain = false;
        drain.wake();
      } catch (RejectedExecutionException noThread) {
        wokenInVain = true; // the next tick tries again
      }
    }

    private void signal() {
      boolean atEnd = false;
      try {
        while (isDemanded()) {
          String frame = nextFrame();
          if (frame == null) {
            break;
          }
          synchronized (lock) {
            demand--;
          }
          subscriber.onNext(frame);
        }
        atEnd = frames.isEmpty() && reader.isAtEnd();
      } catch (RuntimeException e) {
        // The log cannot be read, or the subscriber does not take it (2.13).
        synchronized (lock) {
          failure = e;
        }
      }
      finishIfDue(atEnd);
    }

    private boolean isDemanded() {
      synchronized (lock) {
        return !over && failure == null && demand > 0;
      }
    }

    private void finishIfDue(boolean atEnd) {
      Throwable error;
      synchronized (lock) {
        if (over || (failure == null && !atEnd)) {
          return;
        }
        error = failure;
      }
      cancel();
      if (error == null) {
        subscriber.onComplete();
      } else {
        subscriber.onError(error);
      }
    }

    private String nextFrame() {
      if (frames.isEmpty()) {
        Slice slice = reader.next();
        if (slice != null) {
          String text =
              new String(slice.bytes(), slice.offset(), slice.length(), StandardCharsets.UTF_8);
          int start = 0;
          for (int end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n", start)) {
            frames.add(text.substring(start, end + 2));
            start = end + 2;
          }
        }
      }
      return frames.poll();
    }

    /** A subscriber needs no heartbeat. */
    @Override
    public void tick(long nanoTime) {
      if (wokenInVain) {
        wake();
      }
    }

    @Override
    public void replace() {
      cancel();
    }

    @Override
    public boolean isOverdue() {
      return false;
    }
  }
}
