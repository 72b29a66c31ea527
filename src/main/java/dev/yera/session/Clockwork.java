package dev.yera.session;

import dev.yera.executor.AppExecutor;
import dev.yera.session.diagnostic.Diagnostic;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a session does by itself as time passes. Invariants: what is due is found out and decided
 * under one lock; nothing here waits, so that one session does not hold up the clocks of the
 * others: what may wait is left to threads for processes. One thread ticks.
 */
final class Clockwork {
  private final SessionParts parts;
  private final SessionLock lock;
  private final SessionContext context;
  private final Life life;
  private final Talk talk;
  private final SessionEnd end;
  private final Keeping keeping;
  private final Replaying replaying;
  private final Runnable expired;

  /** Whether a thread looks at the silent program now. */
  private final AtomicBoolean looking = new AtomicBoolean();

  /**
   * Of one session.
   *
   * @param expired its retention is over; may wait
   */
  Clockwork(
      SessionParts parts, SessionEnd end, Keeping keeping, Replaying replaying, Runnable expired) {
    this.parts = parts;
    this.end = end;
    this.keeping = keeping;
    this.replaying = replaying;
    this.expired = expired;
    lock = parts.lock();
    context = parts.context();
    life = parts.life();
    talk = parts.talk();
  }

  /** Checks the clocks, then notifies the viewers of the time. */
  void tick() {
    long now = parts.now();
    Runnable act;
    synchronized (lock) {
      lookAround(lock.held);
      // Check and decide under one lock: otherwise an answer or a viewer in between would be
      // accepted, and the session ended for the lack of it.
      act = decide(lock.held, life.due(lock.held, now, parts.dialogue().isWaiting(lock.held)));
    }
    try {
      act.run();
      if (keeping.isDue(now)) {
        context.processes().execute(keeping::again); // the timer must not wait for a disk
      }
      if (replaying.isDue()) {
        context.processes().execute(replaying::goOn);
      }
      if (parts.silence().isDue(now) && looking.compareAndSet(false, true)) {
        context.processes().execute(this::lookAtSilence);
      }
    } finally {
      parts.viewers().tick(now);
    }
  }

  /** A program may ask for a password without a word. */
  private void lookAround(Held held) {
    if (parts.app().protocol().isOnTerminal()
        && talk.isAudible(held)
        && life.phase(held) instanceof Phase.Live live) {
      talk.look(held, live.run());
    }
  }

  private void lookAtSilence() {
    try {
      if (parts.silence().look(parts.now())) {
        parts.journal().diagnose(Diagnostic.Source.SERVER, Silence.HINT);
      }
    } finally {
      looking.set(false);
    }
  }

  /** Returns the work to do without the lock. */
  private Runnable decide(Held held, SessionClocks.Due due) {
    if (due instanceof SessionClocks.End ending) {
      return end.stopping(held, ending.reason());
    }
    if (due instanceof SessionClocks.Kill) {
      AppExecutor running = life.live(held).run().executor();
      return running::kill;
    }
    if (due instanceof SessionClocks.Forget && !staysInMemory(held) && life.expires(held)) {
      Runnable leave = end.leaving(held);
      // Another thread deletes its files, because the timer must not wait for a disk.
      return () ->
          context
              .processes()
              .execute(
                  () -> {
                    leave.run();
                    expired.run();
                  });
    }
    return () -> {};
  }

  /** Whether this memory is all there is of something that is to stay. */
  private boolean staysInMemory(Held held) {
    boolean isPinned = parts.record().state().pinned() && !context.store().isLasting();
    return life.isStarted(held) && (isPinned || parts.record().isPending());
  }
}
