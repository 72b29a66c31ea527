package dev.yera.session;

import java.util.Collection;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The one timer: tells every session ten times a second that time has passed. What one session does
 * with it cannot stop the others. Runs on a thread of its own until it is closed.
 */
final class Ticker implements Runnable, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Ticker.class.getName());
  private static final long STEP_NANOS = 100_000_000L;

  private final Collection<Session> sessions;
  private volatile boolean closed;

  Ticker(Collection<Session> sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    while (!closed) {
      for (Session session : sessions) {
        try {
          session.tick();
        } catch (RuntimeException e) {
          LOG.log(Level.SEVERE, "The clocks of session " + session.id() + " failed", e);
        }
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
