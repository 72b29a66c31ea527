package dev.yera.session;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Stores what a session said and was answered. Invariant: a session that said too much, or whose
 * log the store could not take for too long, is ended by whoever stores next. Thread-safe; never
 * called with the session's lock.
 */
final class Keeping {
  private final SessionParts parts;
  private final SessionEnd end;

  /** When the answer came that the app has said nothing after; 0 if there is none. */
  private final AtomicLong answered = new AtomicLong();

  Keeping(SessionParts parts, SessionEnd end) {
    this.parts = parts;
    this.end = end;
  }

  /** Stores what was appended, if the store can. */
  void store() {
    parts.storing().attempt();
    endInTrouble();
  }

  /**
   * Stores what the app said, which wakes the viewers; waits while the store cannot.
   *
   * @param goesOn whether that is worth the wait
   */
  void patiently(BooleanSupplier goesOn) {
    parts.storing().patiently(goesOn);
    long since = answered.get();
    if (since != 0 && answered.compareAndSet(since, 0)) {
      parts.context().measures().answers().add(parts.now() - since);
    }
    endInTrouble();
  }

  /** Stores what could not be stored, and then that it ended, if so; see {@link SessionEnd}. */
  void again() {
    if (parts.storing().attempt()) {
      parts.record().settle();
    }
    endInTrouble();
  }

  /** Whether something is not stored that can be tried again by now. */
  boolean isDue(long now) {
    return (parts.storing().isBehind() || parts.record().isPending()) && parts.storing().isDue(now);
  }

  /** An answer was taken; what the app says next is the first after it. */
  void answered(long now) {
    answered.compareAndSet(0, now == 0 ? 1 : now);
  }

  private void endInTrouble() {
    parts.journal().trouble().ifPresent(end::end);
  }
}
