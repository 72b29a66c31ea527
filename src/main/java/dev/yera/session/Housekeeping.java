package dev.yera.session;

import dev.yera.thread.Drain;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What a server sees to once a minute, also if nothing happens: what is not to be kept is
 * forgotten, and what was left behind is brought back. One thread ticks.
 */
final class Housekeeping {
  static final long PERIOD_NANOS = 60_000_000_000L;

  private static final Logger LOG = Logger.getLogger(Housekeeping.class.getName());

  private final LocalSessions here;
  private final FormerSessions former;
  private final Forgetting forgetting;
  private final SessionContext context;
  private final Drain work;
  private long last;

  Housekeeping(
      LocalSessions here, FormerSessions former, Forgetting forgetting, SessionContext context) {
    this.here = here;
    this.former = former;
    this.forgetting = forgetting;
    this.context = context;
    work = Drain.idle(context.processes(), this::work);
    last = context.nanoTime().getAsLong();
  }

  /** Does it on another thread, if it is time. Does not fail, nor wait. */
  void tick() {
    long now = context.nanoTime().getAsLong();
    if (now - last < PERIOD_NANOS || here.isClosed()) {
      return;
    }
    last = now;
    try {
      work.wake();
    } catch (RejectedExecutionException noThread) {
      LOG.log(Level.FINE, "No thread to tidy up; it is tried again", noThread);
    }
  }

  private void work() {
    try {
      if (!here.isShared()) { // the cluster sees to it each second
        former.bringBackRest();
        former.bringBackUnknown();
      }
      forgetting.tidy();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The store cannot be tidied up now", e);
    }
  }
}
