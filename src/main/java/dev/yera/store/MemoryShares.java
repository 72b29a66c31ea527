package dev.yera.store;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Shares of a server that has its store to itself: they go with it. Thread-safe. */
final class MemoryShares implements ShareBook {
  private final Clock clock;
  private final Predicate<String> known;
  private final Map<String, StoredShare> byHash = new ConcurrentHashMap<>();
  private final Map<String, StoredShare> byId = new ConcurrentHashMap<>();

  /**
   * With none yet.
   *
   * @param known whether there still is a session of this id: shares of others are dropped
   */
  MemoryShares(Clock clock, Predicate<String> known) {
    this.clock = clock;
    this.known = known;
  }

  @Override
  public synchronized Optional<StoredShare> add(StoredShare share, int most) {
    remove(each -> !isAlive(each) || !known.test(each.session()));
    if (!known.test(share.session()) || of(share.session()).size() >= most) {
      return Optional.empty();
    }
    byId.put(share.id(), share);
    byHash.put(share.hash(), share);
    return Optional.of(share);
  }

  @Override
  public Optional<StoredShare> find(String hash) {
    return Optional.ofNullable(byHash.get(hash)).filter(this::isAlive);
  }

  @Override
  public List<StoredShare> of(String session) {
    return byHash.values().stream()
        .filter(share -> share.session().equals(session) && isAlive(share))
        .sorted(Comparator.comparing(StoredShare::createdAt).thenComparing(StoredShare::id))
        .toList();
  }

  @Override
  public boolean remove(String session, String id) {
    return remove(share -> share.session().equals(session) && share.id().equals(id));
  }

  private boolean remove(Predicate<StoredShare> which) {
    return byHash.values().removeIf(share -> which.test(share) && byId.remove(share.id()) != null);
  }

  @Override
  public boolean holds(String id) {
    return Optional.ofNullable(byId.get(id)).filter(this::isAlive).isPresent();
  }

  private boolean isAlive(StoredShare share) {
    return clock.instant().isBefore(share.expiresAt());
  }
}
