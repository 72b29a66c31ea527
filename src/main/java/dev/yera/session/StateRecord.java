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
    }
  }

  /**
   * Changes it, whether or not that can be stored: the log has the start and the end, too, and the
   * next server finds them there.
   */
  void note(UnaryOperator<StoredSession> to) {
    synchronized (changing) {
      state = to.apply(state);
      try {
        store.put(state);
      } catch (StoreException e) {
        LOG.log(Level.WARNING, "The state of session " + state.id() + " cannot be stored", e);
      }
    }
  }
}
