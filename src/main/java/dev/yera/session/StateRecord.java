package dev.yera.session;

import dev.yera.store.SessionStore;
import dev.yera.store.StoreException;
import dev.yera.store.StoredSession;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The stored state of one session. States are stored in the order of their changes. Thread-safe:
 * reading it takes no lock; changing it may wait for the store, so it is not done under the
 * session's lock.
 */
final class StateRecord {
  private static final Logger LOG = Logger.getLogger(StateRecord.class.getName());

  private static final long TRY_AGAIN_NANOS = 1_000_000_000L;

  private final SessionStore store;
  private final Object changing = new Object();
  private volatile StoredSession state;

  /** Whether the store has an older state than this one. */
  private volatile boolean isBehind;

  /** When the timer asked for another try; its own. */
  private Long lastTry;

  StateRecord(SessionStore store, StoredSession state) {
    this.store = store;
    this.state = state;
  }

  /** The newest state. */
  StoredSession state() {
    return state;
  }

  /**
   * Changes it.
   *
   * @throws StoreException if the new state cannot be stored; then nothing is changed
   */
  void change(UnaryOperator<StoredSession> to) {
    synchronized (changing) {
      StoredSession next = to.apply(state);
      store.put(next);
      state = next;
      isBehind = false;
    }
  }

  /**
   * Changes it, whether or not that can be stored: the log has the start and the end, too, and the
   * next server finds them there. This one tries again: see {@link #isDue}.
   */
  void note(UnaryOperator<StoredSession> to) {
    synchronized (changing) {
      state = to.apply(state);
      try {
        store.put(state);
        isBehind = false;
      } catch (StoreException e) {
        isBehind = true;
        LOG.log(Level.WARNING, "The state of session " + state.id() + " cannot be stored now", e);
      }
    }
  }

  /** Whether the newest state is stored. */
  boolean isStored() {
    return !isBehind;
  }

  /** Whether it is time to {@link #catchUp}; for the timer only. */
  boolean isDue(long now) {
    if (!isBehind || (lastTry != null && now - lastTry < TRY_AGAIN_NANOS)) {
      return false;
    }
    lastTry = now;
    return true;
  }

  /** Stores the newest state, if that could not be done before and can be now. */
  void catchUp() {
    synchronized (changing) {
      if (!isBehind) {
        return;
      }
      try {
        store.put(state);
        isBehind = false;
      } catch (StoreException e) {
        LOG.log(Level.FINE, "Not yet", e);
      }
    }
  }
}
