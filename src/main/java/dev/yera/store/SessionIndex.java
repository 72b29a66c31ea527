package dev.yera.store;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The states of all sessions of a store, in memory and in the order of lists. Thread-safe. */
final class SessionIndex {
  private final Map<String, StoredSession> byId = new ConcurrentHashMap<>();
  private final ConcurrentNavigableMap<ListPlace, StoredSession> inOrder =
      new ConcurrentSkipListMap<>();

  /** Puts a session that is not there yet. */
  synchronized void putIfAbsent(StoredSession session) {
    if (byId.putIfAbsent(session.id(), session) == null) {
      inOrder.put(ListPlace.of(session), session);
    }
  }

  /**
   * Puts a newer state of a session in the place of the older one.
   *
   * @return whether the session is still there
   */
  synchronized boolean replace(StoredSession session) {
    boolean isThere = byId.replace(session.id(), session) != null;
    if (isThere) {
      inOrder.replace(ListPlace.of(session), session);
    }
    return isThere;
  }

  Optional<StoredSession> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  synchronized void remove(String id) {
    StoredSession session = byId.remove(id);
    if (session != null) {
      inOrder.remove(ListPlace.of(session));
    }
  }

  List<StoredSession> unended() {
    return byId.values().stream().filter(each -> each.end().isEmpty()).toList();
  }

  /**
   * A part of the list; of a search so much of it as {@link Words} says, found or not.
   *
   * @param logs the frames of a session; asked for only where words are searched
   */
  SessionPage page(SessionQuery query, Function<StoredSession, EventLog.Cursor> logs) {
    Words words = Words.of(query);
    List<StoredSession> found = new ArrayList<>();
    Optional<ListPlace> looked = query.after();
    for (StoredSession each :
        looked.map(at -> inOrder.tailMap(at, false)).orElse(inOrder).values()) {
      if (!query.matches(each)) {
        continue;
      }
      if (found.size() == query.limit() || words.isEnough()) {
        return new SessionPage(found, looked);
      }
      if (words.areNone() || areIn(each, words, logs)) {
        found.add(each);
      }
      looked = Optional.of(ListPlace.of(each));
    }
    return new SessionPage(found, Optional.empty());
  }

  private boolean areIn(
      StoredSession session, Words words, Function<StoredSession, EventLog.Cursor> logs) {
    try {
      return words.areIn(logs.apply(session));
    } catch (StoreException | UncheckedIOException e) {
      if (byId.containsKey(session.id())) {
        throw e;
      }
      return false; // it was removed meanwhile
    }
  }

  /**
   * See {@link SessionStore#excess}.
   *
   * @param files says how many bytes the files of a session take
   */
  List<StoredSession> excess(Instant before, long most, ToLongFunction<String> files) {
    List<StoredSession> newestFirst =
        byId.values().stream()
            .filter(each -> each.end().isPresent())
            .sorted(Comparator.comparing((StoredSession each) -> endOf(each).at()).reversed())
            .toList();
    List<StoredSession> excess = new ArrayList<>();
    long bytes = 0;
    for (StoredSession each : newestFirst) {
      bytes += endOf(each).bytes() + files.applyAsLong(each.id());
      if (!each.pinned() && (endOf(each).at().isBefore(before) || bytes > most)) {
        excess.add(each);
      }
    }
    return excess;
  }

  /**
   * See {@link SessionStore#use}.
   *
   * @param files says how many bytes the files of a session take
   */
  StoreUse use(ToLongFunction<String> files) {
    long sessions = 0;
    long bytes = 0;
    Optional<Instant> oldest = Optional.empty();
    for (StoredSession each : inOrder.values()) { // the newest first
      sessions++;
      bytes += each.end().map(StoredSession.End::bytes).orElse(0L) + files.applyAsLong(each.id());
      oldest = Optional.of(each.createdAt());
    }
    return new StoreUse(sessions, bytes, oldest);
  }

  private static StoredSession.End endOf(StoredSession session) {
    return session.end().orElseThrow();
  }
}
