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

  private final SessionStore store;
  private final Object changing = new Object();
  private volatile StoredSession state;
  private volatile boolean pending;

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
      pending = false;
    }
  }

  /**
   * Changes it, to be stored by {@link #settle}, perhaps later: the log has the start and the end,
   * too, and the next server finds them there.
   */
  void note(UnaryOperator<StoredSession> to) {
    synchronized (changing) {
      state = to.apply(state);
      pending = true;
    }
  }

  /** Stores what was noted, if the store can. */
  void settle() {
    synchronized (changing) {
      if (!pending) {
        return;
      }
      try {
        store.put(state);
        pending = false;
      } catch (StoreException e) {
        LOG.log(Level.WARNING, "The state of session " + state.id() + " cannot be stored now", e);
      }
    }
  }

  /** Whether something was noted that is not stored yet. */
  boolean isPending() {
    return pending;
  }
}
