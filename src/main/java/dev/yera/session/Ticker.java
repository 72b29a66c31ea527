package dev.yera.session;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The one timer: tells every session ten times a second that time has passed. What one session does
 * with it cannot stop the others: a failure is counted, logged and left behind, and no tick waits
 * for a disk, a process or a client. It sleeps in short steps and never until a moment, so that a
 * clock that was set, or a machine that slept, costs one step. Runs on a thread of its own until it
 * is closed.
 */
final class Ticker implements Runnable, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Ticker.class.getName());
  private static final long STEP_NANOS = 100_000_000L;

  private final Collection<Session> sessions;
  private final Runnable each;
  private final AtomicLong failures = new AtomicLong();
  private volatile boolean closed;

  /**
   * For these sessions.
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
        // An interrupted thread does not sleep: it would tick as fast as it can.
        LOG.fine("The timer was interrupted and goes on");
      }
    }
  }

  private void tick(Session session) {
    try {
      session.tick();
    } catch (RuntimeException | Error e) {
      long count = failures.incrementAndGet();
      // Whatever fails once may fail ten times a second: the 1st, 2nd, 4th, 8th … is said.
      if (Long.bitCount(count) == 1) {
        LOG.log(Level.SEVERE, "The clocks of session " + session.id() + " failed; #" + count, e);
      }
    }
  }

  /** How often the tick of a session failed. */
  long failures() {
    return failures.get();
  }

  @Override
  public void close() {
    closed = true;
  }
}
