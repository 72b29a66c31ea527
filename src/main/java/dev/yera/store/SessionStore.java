package dev.yera.store;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what sessions are and what they said (contract, section 8). {@code dev.yera.session} knows
 * this contract only, and not what is behind it. Thread-safe; each method may wait for a disk or a
 * database, so none is called under a session's lock.
 *
 * <p>Every method throws {@link StoreException} if the store cannot be used.
 */
public interface SessionStore extends AutoCloseable {
  /** Whether sessions outlive the server. */
  boolean isLasting();

  /**
   * Stores a new session.
   *
   * @param readable is run after events became readable, by any thread and without a lock of the
   *     store; it returns at once
   * @return its empty log
   */
  EventLog add(StoredSession session, Runnable readable);

  /** Stores the new state of a session; the caller sees to the order of its states. */
  void put(StoredSession session);

  /** The stored state of a session. */
  Optional<StoredSession> find(String id);

  /**
   * The log of a stored session: closed if the session has ended, else to be continued.
   *
   * @param readable see {@link #add}
   */
  EventLog log(StoredSession session, Runnable readable);

  /** The files of sessions. */
  FileShelf files();

  /** The stored sessions that have not ended. */
  List<StoredSession> unended();

  /** Whether sessions can be found by words. */
  default boolean isSearchable() {
    return true;
  }

  /**
   * A part of the list of stored sessions.
   *
   * @throws IllegalArgumentException if words are asked for and the store is not searchable
   */
  SessionPage page(SessionQuery query);

  /** The time that decides what is old; {@code ofServer} is the clock of this server. */
  default Instant now(Clock ofServer) {
    return ofServer.instant();
  }

  /**
   * The ended sessions that are not to be kept, as nobody pinned them.
   *
   * @param before those that ended before this
   * @param most bytes of logs and files of all ended sessions; the oldest are beyond it
   */
  List<StoredSession> excess(Instant before, long most);

  /** How much is kept. Looks at each session, so it is not for every request. */
  StoreUse use();

  /**
   * Forgets a session and erases all of it; a log of it that is still read stays until then.
   *
   * @throws FencedException if it has not ended and belongs to another server
   */
  void remove(String id);

  /** What all of its servers agree on besides; empty if it has one server only. */
  default Optional<Agreed> agreed() {
    return Optional.empty();
  }

  /** What keeps it from storing, in words for operators; empty if nothing does. */
  Optional<String> trouble();

  /** Stores what is not stored yet, and releases all that it uses. */
  @Override
  void close();
}
