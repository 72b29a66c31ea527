package dev.yera.store;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads the states of all stored sessions into the index, while sessions are used already: a server
 * with many is there as soon as an empty one. A single session is read when it is asked for; who
 * asks for a list waits.
 *
 * <p>Invariant: a state that was read never takes the place of a newer one, nor brings back a
 * session that was removed meanwhile.
 */
final class StateReading implements Runnable {
  private static final Logger LOG = Logger.getLogger(StateReading.class.getName());

  private final StateFiles files;
  private final SessionIndex index;
  private final Iterator<String> ids;
  private final Set<String> removed = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private volatile boolean closed;

  /**
   * Reads until there is one that can be read.
   *
   * @throws BadSealException if none can, because all are sealed with another key
   * @throws IOException if none can for another reason
   */
  StateReading(StateFiles files, List<String> ids, SessionIndex index) throws IOException {
    this.files = files;
    this.index = index;
    this.ids = ids.iterator();
    IOException fault = null;
    boolean isReadable = false;
    while (this.ids.hasNext() && !isReadable) {
      try {
        isReadable = read(this.ids.next()).isPresent();
      } catch (IOException e) {
        fault = e;
      }
    }
    if (fault != null && !isReadable) {
      throw fault;
    }
  }

  /** Reads all others. */
  @Override
  public void run() {
    try {
      while (ids.hasNext() && !closed) {
        String id = ids.next();
        try {
          read(id);
        } catch (IOException e) {
          leave(id, e);
        }
      }
    } finally {
      done.complete(null);
    }
  }

  private static void leave(String id, IOException why) {
    LOG.log(Level.SEVERE, "The session " + id + " cannot be opened; it is left as it is", why);
  }

  private Optional<StoredSession> read(String id) throws IOException {
    Optional<StoredSession> state = files.read(id);
    state.ifPresent(index::putIfAbsent);
    if (removed.contains(id)) {
      index.remove(id);
      return Optional.empty();
    }
    return state;
  }

  /** A session that may not be in the index yet. */
  Optional<StoredSession> find(String id) {
    Optional<StoredSession> known = index.find(id);
    if (known.isPresent() || done.isDone() || removed.contains(id)) {
      return known;
    }
    try {
      read(id);
    } catch (BadSealException e) {
      leave(id, e);
    } catch (IOException e) {
      throw new StoreException("The session " + id + " cannot be read", e);
    }
    return index.find(id);
  }

  /** A session goes: it is not brought back. */
  void remove(String id) {
    if (!done.isDone()) {
      removed.add(id);
    }
    index.remove(id);
  }

  /** The index, with all sessions in it: may wait. */
  SessionIndex all() {
    done.join();
    return index;
  }

  /** No more is read. */
  void close() {
    closed = true;
  }
}
