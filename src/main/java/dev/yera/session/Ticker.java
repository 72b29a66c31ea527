package dev.yera.session;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The timer that ticks every session ten times a second. A failure in one session is counted and
 * logged and does not affect the others; no tick waits for a disk, a process or a client. It sleeps
 * for short steps, never until a point in time, so a changed clock or a suspended machine costs one
 * step. Runs on its own thread until it is closed.
 */
final class Ticker implements Runnable, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Ticker.class.getName());
  private static final long STEP_NANOS = 100_000_000L;

  private final Collection<Session> sessions;
  private final Runnable each;
  private final AtomicLong failures = new AtomicLong();
  private volatile boolean closed;

  /**
   * A timer for these sessions.
   *
   * @param sessions may change at any time
   * @param each is run after each round; must not fail nor wait
   */
  Ticker(Collection<Session> sessions, Runnable each) {
    this.sessions = sessions;
    this.each = each;
  }

  @Override
  public void run() {
    while (!closed) {
      for (Session session : sessions) {
        tick(session);
      }
      each.run();
      LockSupport.parkNanos(STEP_NANOS);
      if (Thread.interrupted() && !closed) {
        // An interrupted thread does not sleep, and would tick as fast as it can.
        LOG.fine("The timer was interrupted and goes on");
      }
    }
  }

  private void tick(Session session) {
    try {
      session.tick();
    } catch (RuntimeException | Error e) {
      long count = failures.incrementAndGet();
      // A failure may repeat ten times a second, so only the 1st, 2nd, 4th, 8th … is logged.
      if (Long.bitCount(count) == 1) {
        LOG.log(Level.SEVERE, "The clocks of session " + session.id() + " failed; #" + count, e);
      }
    }
  }

  /** The number of failed ticks. */
  long failures() {
    return failures.get();
  }

  @Override
  public void close() {
    closed = true;
  }
}
