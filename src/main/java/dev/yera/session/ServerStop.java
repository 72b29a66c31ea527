package dev.yera.session;

import dev.yera.settings.ClusterSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ends all sessions because the server stops. Invariants: it is done once, whoever begins it;
 * nothing comes in any more before the first session is ended; the store is closed when all have
 * ended. Thread-safe; waits.
 */
final class ServerStop {
  private static final Logger LOG = Logger.getLogger(ServerStop.class.getName());

  /** A little more than the grace of apps: the server must end within six seconds. */
  private static final Duration STOP_PATIENCE = Duration.ofMillis(3_800);

  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  private final LocalSessions here;
  private final SessionEngine engine;
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile boolean hurrying;

  ServerStop(LocalSessions here, SessionEngine engine) {
    this.here = here;
    this.engine = engine;
  }

  /** Stops; who calls it once more while running sessions still have time ends that. */
  void soon() {
    hurrying = told.getAndSet(true);
    now();
  }

  /** Stops, or waits until that is done. */
  synchronized void now() {
    if (here.isClosed()) {
      return;
    }
    drain();
    here.close();
    engine.leaveContainer();
    List<Session> last = new ArrayList<>(here.all());
    last.forEach(session -> session.forget(ServerEnd.shutdown()));
    here.stage().ifPresent(each -> last.addAll(each.end()));
    engine.context().workers().close();
    Forgetting.await(last, STOP_PATIENCE);
    awaitLastWords(last);
    here.others().leave();
    here.stage().ifPresent(Stage::close);
    engine.close();
  }

  /** Lets sessions go on for a while that others would not take over. */
  private void drain() {
    if (!here.others().takeInstead()) {
      return;
    }
    Duration longest = engine.context().settings().get(ClusterSettings.CLUSTER_DRAIN);
    LOG.log(Level.INFO, "New sessions go to other servers; running ones have {0}", longest);
    long deadline = engine.context().nanoTime().getAsLong() + longest.toNanos();
    while (!hurrying && engine.context().nanoTime().getAsLong() - deadline < 0 && isAnyRunning()) {
      LockSupport.parkNanos(100_000_000L);
    }
  }

  private boolean isAnyRunning() {
    return here.all().stream().anyMatch(each -> !each.over().isDone() && each.isStarted());
  }

  /** Waits a moment for viewers to read the exit event. */
  private void awaitLastWords(List<Session> ended) {
    long deadline = engine.context().nanoTime().getAsLong() + LAST_WORDS.toNanos();
    for (Session session : ended) {
      while (session.state().viewers() > 0
          && engine.context().nanoTime().getAsLong() - deadline < 0) {
        LockSupport.parkNanos(5_000_000L);
      }
    }
  }
}
