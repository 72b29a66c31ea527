package dev.yera.session;

import dev.yera.thread.Drain;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Delivers facts to their observers, in order and without delaying events and answers: facts are
 * queued here and delivered by another thread at the next tick. Observers that fall {@link #MOST}
 * facts behind lose the newest, which is logged. Thread-safe.
 */
final class Facts implements Consumer<SessionFact> {
  static final int MOST = 100_000;

  private static final Logger LOG = Logger.getLogger(Facts.class.getName());

  private final Consumer<SessionFact> observers;
  private final Drain drain;
  private final Queue<SessionFact> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();

  /**
   * An empty queue.
   *
   * @param observers takes a fact; may be slow, and may fail
   */
  Facts(Executor threads, Consumer<SessionFact> observers) {
    this.observers = observers;
    this.drain = Drain.idle(threads, this::deliver);
  }

  @Override
  public void accept(SessionFact fact) {
    if (size.incrementAndGet() > MOST) {
      size.decrementAndGet();
      int count = lost.incrementAndGet();
      if (Integer.bitCount(count) == 1) {
        LOG.log(Level.WARNING, "Observers of sessions are too slow; facts lost: {0}", count);
      }
      return;
    }
    waiting.add(fact);
  }

  /** Starts the delivery of queued facts. */
  void tick() {
    if (!waiting.isEmpty()) {
      try {
        drain.wake();
      } catch (RejectedExecutionException noThread) {
        LOG.log(Level.FINE, "No thread for facts; they go with the next tick", noThread);
      }
    }
  }

  /** Delivers the queued facts. */
  void deliver() {
    for (SessionFact fact = waiting.poll(); fact != null; fact = waiting.poll()) {
      size.decrementAndGet();
      try {
        observers.accept(fact);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "An observer failed at " + fact, e);
      }
    }
  }
}
