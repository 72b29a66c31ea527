package dev.yera.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Which stored sessions are asked for. Immutable.
 *
 * @param whose of which owners
 * @param appId of this app
 * @param status in this status
 * @param since created at this time or later
 * @param until created before this time
 * @param node written by this server of many, now or until its end
 * @param words that were said or answered in it, all of them
 * @param after only those that are listed after this place
 * @param limit how many at most, at least 1
 */
public record SessionQuery(
    Whose whose,
    Optional<String> appId,
    Optional<StoredSession.Status> status,
    Optional<Instant> since,
    Optional<Instant> until,
    Optional<String> node,
    Optional<String> words,
    Optional<ListPlace> after,
    int limit) {

  /** Of which owners. */
  public sealed interface Whose {
    /** Whether sessions of this owner are asked for; see {@link StoredSession#owner}. */
    boolean includes(String owner);
  }

  /** Of all. */
  public record Everybody() implements Whose {
    @Override
    public boolean includes(String owner) {
      return true;
    }
  }

  /** Of all visitors, and of nobody. */
  public record Nameless() implements Whose {
    @Override
    public boolean includes(String owner) {
      return !owner.startsWith("u ");
    }
  }

  /** Of one owner. */
  public record OneOwner(String key) implements Whose {
    @Override
    public boolean includes(String owner) {
      return key.equals(owner);
    }
  }

  /** Of no one. */
  public record NoOne() implements Whose {
    @Override
    public boolean includes(String owner) {
      return false;
    }
  }

  /** All sessions of these owners. */
  public static SessionQuery of(Whose whose) {
    return new SessionQuery(
        whose,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Integer.MAX_VALUE);
  }

  /** The same in this status only. */
  public SessionQuery in(StoredSession.Status status) {
    return new SessionQuery(
        whose, appId, Optional.of(status), since, until, node, words, after, limit);
  }

  /** The part of the same list after a place, of so many at most. */
  public SessionQuery part(Optional<ListPlace> after, int limit) {
    return new SessionQuery(whose, appId, status, since, until, node, words, after, limit);
  }

  /** Whether this session is among those asked for, as far as its state says; words are not. */
  boolean matches(StoredSession session) {
    // Only a database is of many servers, and does not ask here.
    return node.isEmpty()
        && whose.includes(session.owner())
        && appId.map(session.appId()::equals).orElse(true)
        && status.map(session.status()::equals).orElse(true)
        && since.map(at -> !session.createdAt().isBefore(at)).orElse(true)
        && until.map(session.createdAt()::isBefore).orElse(true)
        && after.map(place -> place.compareTo(ListPlace.of(session)) < 0).orElse(true);
  }
}
