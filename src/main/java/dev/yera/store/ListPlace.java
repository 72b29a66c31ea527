package dev.yera.store;

import java.time.Instant;

/**
 * The place of a session in lists: newest first; of those that were created at the same time, by
 * their ids.
 */
public record ListPlace(Instant createdAt, String id) implements Comparable<ListPlace> {
  /** The place of this session. */
  public static ListPlace of(StoredSession session) {
    return new ListPlace(session.createdAt(), session.id());
  }

  @Override
  public int compareTo(ListPlace other) {
    int newestFirst = other.createdAt.compareTo(createdAt);
    return newestFirst != 0 ? newestFirst : id.compareTo(other.id);
  }
}
