package dev.yera.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Shares of all servers on one database. Those that are in use here are in memory, too, and looked
 * up together again and again; so the clock of this machine does not matter, and an outage ends
 * nobody's stream. Thread-safe.
 */
final class PostgresShares implements ShareBook {
  /** What nobody asks for so long is not in use: streams ask ten times a second. */
  private static final Duration IN_USE = Duration.ofMinutes(1);

  private final Database database;
  private final LongSupplier nanoTime;
  private final Map<String, Known> byHash = new ConcurrentHashMap<>();
  private final Map<String, Known> byId = new ConcurrentHashMap<>();

  PostgresShares(Database database, LongSupplier nanoTime) {
    this.database = database;
    this.nanoTime = nanoTime;
  }

  private static final class Known {
    final StoredShare share;
    final long until;
    volatile long asked;

    Known(ShareRows.Row row, long now) {
      share = row.share();
      until = now + row.lasts().toNanos();
      asked = now;
    }
  }

  @Override
  public Optional<StoredShare> add(StoredShare share, int most) {
    try {
      return database.commit(connection -> ShareRows.insert(connection, share, most));
    } catch (SQLException e) {
      throw new StoreException("A share cannot be stored", e);
    }
  }

  @Override
  public Optional<StoredShare> find(String hash) {
    Optional<Known> before = alive(byHash.get(hash));
    if (before.isPresent()) {
      return before.map(known -> known.share);
    }
    long now = nanoTime.getAsLong(); // before the database is asked: its time must not be longer
    Optional<ShareRows.Row> row = read(connection -> ShareRows.find(connection, hash));
    row.map(found -> new Known(found, now))
        .ifPresent(
            known -> {
              byHash.put(hash, known);
              byId.put(known.share.id(), known);
            });
    return row.map(ShareRows.Row::share);
  }

  private Optional<Known> alive(Known known) {
    long now = nanoTime.getAsLong();
    if (known == null || now - known.until >= 0) {
      return Optional.empty();
    }
    known.asked = now;
    return Optional.of(known);
  }

  @Override
  public List<StoredShare> of(String session) {
    return read(connection -> ShareRows.of(connection, session)).stream()
        .map(ShareRows.Row::share)
        .toList();
  }

  private <T> T read(Database.Work<T> work) {
    try {
      return database.ask(work);
    } catch (SQLException e) {
      throw new StoreException("Shares cannot be read", e);
    }
  }

  @Override
  public boolean remove(String session, String id) {
    boolean removed;
    try {
      removed = database.ask(connection -> ShareRows.delete(connection, session, id));
    } catch (SQLException e) {
      throw new StoreException("A share cannot be ended", e);
    }
    if (removed) {
      forget(id);
    }
    return removed;
  }

  private void forget(String id) {
    Known known = byId.remove(id);
    if (known != null) {
      byHash.remove(known.share.hash());
    }
  }

  @Override
  public boolean holds(String id) {
    return alive(byId.get(id)).isPresent();
  }

  /** Forgets those that are ended, and those that nobody uses. */
  void refresh(Connection connection) throws SQLException {
    long now = nanoTime.getAsLong();
    byId.values().stream()
        .filter(known -> now - known.asked > IN_USE.toNanos())
        .map(known -> known.share.id())
        .toList()
        .forEach(this::forget);
    Set<String> ids = Set.copyOf(byId.keySet());
    if (!ids.isEmpty()) {
      Set<String> alive = ShareRows.alive(connection, ids);
      ids.stream().filter(id -> !alive.contains(id)).forEach(this::forget);
    }
  }
}
