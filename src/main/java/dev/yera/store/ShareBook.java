package dev.yera.store;

import java.util.List;
import java.util.Optional;

/**
 * The shares of all sessions. One that is ended on a server is ended on all within a second.
 * Thread-safe.
 *
 * <p>Every method but {@link #holds} throws {@link StoreException} if the store cannot be used.
 */
public interface ShareBook {
  /**
   * Adds one.
   *
   * @param most how many a session has at a time
   * @return as it is stored: its times are those of the store's clock; empty if the session has
   *     that many, or is gone
   */
  Optional<StoredShare> add(StoredShare share, int most);

  /** The one whose token has this hash, if it still lets in. */
  Optional<StoredShare> find(String hash);

  /** Those of a session that still let in, oldest first. */
  List<StoredShare> of(String session);

  /** Ends one; false if there is none. */
  boolean remove(String session, String id);

  /**
   * Whether one that {@link #find} found still lets in: from memory, for who asks often. While the
   * store cannot be used, what was known holds on until its time is over.
   */
  boolean holds(String id);
}
