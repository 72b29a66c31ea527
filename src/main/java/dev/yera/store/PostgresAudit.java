package dev.yera.store;

import dev.yera.event.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The audit log of all servers on a database. Its times are those of the servers; entries of one
 * time are in the order of their numbers.
 */
final class PostgresAudit implements AuditBook {
  /** A statement has a time limit. */
  private static final int AT_ONCE = 10_000;

  private static final Pattern PLACE = Pattern.compile("(-?\\d{1,18}) (\\d{1,18})");

  /**
   * Without waiting for the disk of the database, as files do not: else each answer of a user took
   * some milliseconds more.
   */
  private static final String INSERT =
      "WITH quick AS (SELECT set_config('synchronous_commit', 'off', true))"
          + " INSERT INTO audit (at, act, in_part, by_key, session, owner, app_id)"
          + " SELECT ?, ?, ?, ?, ?, ?, ? FROM quick";

  private final Database database;

  PostgresAudit(Database database) {
    this.database = database;
  }

  @Override
  public void append(AuditEntry entry) {
    try {
      database.change(connection -> insert(connection, entry));
    } catch (SQLException e) {
      throw new StoreException("The audit log cannot be written", e);
    }
  }

  private static void insert(Connection connection, AuditEntry entry) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setObject(1, SessionRows.time(entry.at()));
      statement.setString(2, SessionRows.text(entry.act()));
      statement.setString(3, SessionRows.text(entry.as()));
      statement.setString(4, SessionRows.text(entry.by()));
      statement.setString(5, entry.session().map(SessionRows::text).orElse(null));
      statement.setString(6, entry.owner().map(SessionRows::text).orElse(null));
      statement.setString(7, entry.app().map(SessionRows::text).orElse(null));
      statement.executeUpdate();
    }
  }

  /** An entry, and where it stands. */
  private record Row(AuditEntry entry, String place) {}

  @Override
  public AuditPage page(AuditQuery query) {
    Optional<Matcher> place = query.after().map(PLACE::matcher);
    if (place.isPresent() && !place.get().matches()) {
      throw new IllegalArgumentException("no place in an audit log");
    }
    try {
      List<Row> rows = database.ask(connection -> rows(connection, query, place));
      List<AuditEntry> entries = rows.stream().limit(query.limit()).map(Row::entry).toList();
      return new AuditPage(
          entries,
          rows.size() > query.limit()
              ? Optional.of(rows.get(query.limit() - 1).place())
              : Optional.empty());
    } catch (SQLException e) {
      throw new StoreException("The audit log cannot be read", e);
    }
  }

  /** One more than the page has, if there is one. */
  private static List<Row> rows(Connection connection, AuditQuery query, Optional<Matcher> place)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    StringBuilder sql = new StringBuilder("SELECT * FROM audit WHERE true");
    query.since().ifPresent(each -> and(sql, values, "at >= ?", SessionRows.time(each)));
    query.until().ifPresent(each -> and(sql, values, "at < ?", SessionRows.time(each)));
    query.by().ifPresent(each -> and(sql, values, "by_key = ?", SessionRows.text(each)));
    query.session().ifPresent(each -> and(sql, values, "session = ?", SessionRows.text(each)));
    if (place.isPresent()) {
      Instant at = Instant.EPOCH.plus(micros(Long.parseLong(place.get().group(1))));
      and(sql, values, "(at, id) < (?, ?)", SessionRows.time(at));
      values.add(Long.valueOf(place.get().group(2)));
    }
    sql.append(" ORDER BY at DESC, id DESC LIMIT ?");
    values.add(query.limit() + 1);
    try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      List<Row> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(row(rows));
        }
      }
      return found;
    }
  }

  private static void and(StringBuilder sql, List<Object> values, String condition, Object value) {
    sql.append(" AND ").append(condition);
    values.add(value);
  }

  private static Duration micros(long number) {
    return Duration.ofSeconds(
        Math.floorDiv(number, 1_000_000L), Math.floorMod(number, 1_000_000L) * 1_000L);
  }

  private static Row row(ResultSet row) throws SQLException {
    Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
    AuditEntry entry =
        new AuditEntry(
            at,
            text(row, "act").orElseThrow(),
            text(row, "in_part").orElseThrow(),
            text(row, "by_key").orElseThrow(),
            text(row, "session"),
            text(row, "owner"),
            text(row, "app_id"));
    long micros = at.getEpochSecond() * 1_000_000L + at.getNano() / 1_000L;
    return new Row(entry, micros + " " + row.getLong("id"));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column))
        .map(stored -> (String) Json.read('"' + stored + '"'));
  }

  static void deleteOlderThan(Connection connection, Duration age) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "DELETE FROM audit WHERE id IN (SELECT id FROM audit"
                + " WHERE at < now() - ? * interval '1 second' LIMIT ?)")) {
      statement.setLong(1, age.toSeconds());
      statement.setInt(2, AT_ONCE);
      statement.executeUpdate();
    }
  }
}
