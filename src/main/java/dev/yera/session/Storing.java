package dev.yera.session;

import dev.yera.measure.Durations;
import dev.yera.store.EventLog;
import dev.yera.store.FencedException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Stores what a session said. While the store cannot, the thread that reads the app's output waits,
 * and so does the app; others leave it to the next try. When that has gone on for longer than the
 * patience, the session has to end. Thread-safe; never called with the session's lock.
 */
final class Storing {
  private static final Logger LOG = Logger.getLogger(Storing.class.getName());
  private static final long PAUSE_NANOS = 100_000_000L;
  private static final long TRY_AGAIN_NANOS = 1_000_000_000L;

  private final EventLog log;
  private final Duration patience;
  private final LongSupplier nanoTime;
  private final Durations took;
  private final Consumer<IOException> failed;
  private final Runnable fenced;

  private final AtomicInteger trying = new AtomicInteger();
  private final AtomicLong lastTry;

  /** Since when; null while the store works. */
  private volatile Long troubleSince;

  /**
   * For one session.
   *
   * @param took gets how long each call of the store took
   * @param failed is called, perhaps more than once, when the patience is over
   * @param fenced is called, perhaps more than once, when another server writes the log
   */
  Storing(
      EventLog log,
      Duration patience,
      LongSupplier nanoTime,
      Durations took,
      Consumer<IOException> failed,
      Runnable fenced) {
    this.log = log;
    this.patience = patience;
    this.nanoTime = nanoTime;
    this.took = took;
    this.failed = failed;
    this.fenced = fenced;
    this.lastTry = new AtomicLong(nanoTime.getAsLong());
  }

  /**
   * Stores what was appended, if the store can.
   *
   * @return whether all of it is stored
   */
  boolean attempt() {
    return attempt(EventLog::store);
  }

  private interface Try {
    void of(EventLog log) throws IOException;
  }

  private boolean attempt(Try storing) {
    trying.incrementAndGet();
    long begin = nanoTime.getAsLong();
    try {
      storing.of(log);
      troubleSince = null;
      return true;
    } catch (IOException e) {
      failed(e);
      return false;
    } catch (FencedException e) {
      LOG.log(Level.FINE, "Nothing is stored any more", e);
      fenced.run();
      return false;
    } finally {
      long end = nanoTime.getAsLong();
      took.add(end - begin);
      lastTry.set(end);
      trying.decrementAndGet();
    }
  }

  private void failed(IOException e) {
    long now = nanoTime.getAsLong();
    Long since = troubleSince;
    if (since == null) {
      LOG.log(Level.WARNING, "What a session said cannot be stored now", e);
      since = now;
      troubleSince = since;
    }
    if (now - since >= patience.toNanos()) {
      failed.accept(e);
    }
  }

  /**
   * Stores what was appended, or sees to it that it is soon; waits while the store cannot.
   *
   * @param goesOn whether that is worth the wait; asked again and again
   */
  void patiently(BooleanSupplier goesOn) {
    while (!attempt(EventLog::storeSoon) && goesOn.getAsBoolean()) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Whether something could not be stored, and still is not. */
  boolean isFailing() {
    return troubleSince != null;
  }

  /** For how long nothing could be stored, in nanoseconds; 0 if the last try did. */
  long troubleFor(long now) {
    Long since = troubleSince;
    return since == null ? 0 : Math.max(0, now - since);
  }

  /** Whether something is not stored: it failed, or nobody has waited for it yet. */
  boolean isBehind() {
    return isFailing() || log.readableId() < log.lastId();
  }

  /**
   * Whether something is to be tried again by now. A store that is gone may take seconds to say so:
   * nobody begins another try meanwhile.
   */
  boolean isDue(long now) {
    long last = lastTry.get();
    return trying.get() == 0 && now - last >= TRY_AGAIN_NANOS && lastTry.compareAndSet(last, now);
  }
}
