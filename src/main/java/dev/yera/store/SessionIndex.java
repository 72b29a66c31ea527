package dev.yera.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/** The states of all sessions of a store, in memory and in the order of lists. Thread-safe. */
final class SessionIndex {
  private final Map<String, StoredSession> byId = new ConcurrentHashMap<>();
  private final ConcurrentNavigableMap<ListPlace, StoredSession> inOrder =
      new ConcurrentSkipListMap<>();

  void put(StoredSession session) {
    byId.put(session.id(), session);
    inOrder.put(ListPlace.of(session), session);
  }

  /**
   * Puts a newer state of a session in the place of the older one.
   *
   * @return whether the session is still there
   */
  boolean replace(StoredSession session) {
    boolean isThere = byId.replace(session.id(), session) != null;
    if (isThere) {
      inOrder.replace(ListPlace.of(session), session);
    }
    return isThere;
  }

  Optional<StoredSession> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<StoredSession> remove(String id) {
    StoredSession session = byId.remove(id);
    if (session != null) {
      inOrder.remove(ListPlace.of(session));
    }
    return Optional.ofNullable(session);
  }

  List<StoredSession> unended() {
    return byId.values().stream().filter(each -> each.end().isEmpty()).toList();
  }

  /**
   * A part of the list.
   *
   * @param said whether the words asked for are in a session; asked only where there are some
   */
  SessionPage page(SessionQuery query, Predicate<StoredSession> said) {
    List<StoredSession> found = new ArrayList<>();
    for (StoredSession each :
        query.after().map(place -> inOrder.tailMap(place, false)).orElse(inOrder).values()) {
      if (!query.matches(each) || (query.words().isPresent() && !said.test(each))) {
        continue;
      }
      if (found.size() == query.limit()) {
        return new SessionPage(found, Optional.of(ListPlace.of(found.get(found.size() - 1))));
      }
      found.add(each);
    }
    return new SessionPage(found, Optional.empty());
  }

  /** See {@link SessionStore#excess}. */
  List<StoredSession> excess(Instant before, long most) {
    List<StoredSession> newestFirst =
        byId.values().stream()
            .filter(each -> each.end().isPresent())
            .sorted(Comparator.comparing((StoredSession each) -> endOf(each).at()).reversed())
            .toList();
    List<StoredSession> excess = new ArrayList<>();
    long bytes = 0;
    for (StoredSession each : newestFirst) {
      bytes += endOf(each).bytes();
      if (!each.pinned() && (endOf(each).at().isBefore(before) || bytes > most)) {
        excess.add(each);
      }
    }
    return excess;
  }

  private static StoredSession.End endOf(StoredSession session) {
    return session.end().orElseThrow();
  }
}
