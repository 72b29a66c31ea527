package dev.yera.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ended logins of all servers on one database. All of them are in memory, and new ones are looked
 * for again and again: nobody waits for the database who asks. Thread-safe.
 */
final class PostgresLogouts implements LogoutBook {
  /** Longer than from the time of a row until others can see it. */
  private static final Duration IN_COMMIT = Duration.ofMinutes(5);

  private final Database database;
  private final MemoryLogouts known;

  /** Those that could not be stored. */
  private final Map<String, Instant> unstored = new ConcurrentHashMap<>();

  /** All that was stored until then has been read; only one thread reads. */
  private Instant readUntil = Instant.MIN;

  PostgresLogouts(Database database, Clock clock) {
    this.database = database;
    known = new MemoryLogouts(clock);
  }

  @Override
  public void add(String what, Instant at) {
    if (!known.put(what, at)) {
      return; // whoever comes again with an old login must not fill the table
    }
    try {
      database.change(connection -> LogoutRows.insert(connection, what, at));
    } catch (SQLException e) {
      unstored.put(what, at);
      throw new StoreException("The end of a login cannot be told to other servers now", e);
    }
  }

  @Override
  public Optional<Instant> at(String what) {
    return known.at(what);
  }

  /** Tells the others what could not be told, and learns what they ended. */
  void refresh(Connection connection) throws SQLException {
    for (Map.Entry<String, Instant> each : Map.copyOf(unstored).entrySet()) {
      LogoutRows.insert(connection, each.getKey(), each.getValue());
      unstored.remove(each.getKey(), each.getValue());
    }
    for (LogoutRows.Row row : LogoutRows.after(connection, readUntil)) {
      known.put(row.what(), row.at());
      Instant surely = row.storedAt().minus(IN_COMMIT);
      readUntil = surely.isAfter(readUntil) ? surely : readUntil;
    }
  }
}
