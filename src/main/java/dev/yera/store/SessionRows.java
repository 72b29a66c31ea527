package dev.yera.store;

import dev.yera.event.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The statements about {@code session}. */
final class SessionRows {
  private static final Instant EARLIEST = Instant.parse("-4000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("+200000-01-01T00:00:00Z");

  private SessionRows() {}

  static void insert(Connection connection, StoredSession session) throws SQLException {
    String sql =
        "INSERT INTO session (status, ended_at, bytes, pinned, state, id, owner, app_id, created_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, session);
      statement.setString(7, text(session.owner()));
      statement.setString(8, text(session.appId()));
      statement.setObject(9, time(session.createdAt()));
      statement.executeUpdate();
    }
  }

  /** Does nothing if it was removed. */
  static void update(Connection connection, StoredSession session) throws SQLException {
    String sql =
        "UPDATE session SET status = ?, ended_at = ?, bytes = ?, pinned = ?, state = ? WHERE id = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, session);
      statement.executeUpdate();
    }
  }

  private static void set(PreparedStatement statement, StoredSession session) throws SQLException {
    statement.setString(1, text(session.status()));
    statement.setObject(2, session.end().map(end -> time(end.at())).orElse(null));
    statement.setLong(3, session.end().map(StoredSession.End::bytes).orElse(0L));
    statement.setBoolean(4, session.pinned());
    statement.setBytes(5, session.json());
    statement.setString(6, session.id());
  }

  static Optional<StoredSession> find(Connection connection, String id) throws SQLException {
    return list(connection, "SELECT state FROM session WHERE id = ?", List.of(id)).stream()
        .findFirst();
  }

  static List<StoredSession> unended(Connection connection) throws SQLException {
    return list(connection, "SELECT state FROM session WHERE ended_at IS NULL", List.of());
  }

  /** See {@link SessionStore#excess}. */
  static List<StoredSession> excess(Connection connection, Instant before, long most)
      throws SQLException {
    String sql =
        "SELECT state FROM session WHERE id IN (SELECT id FROM"
            + " (SELECT id, pinned, ended_at, sum(bytes) OVER (ORDER BY ended_at DESC, id) AS kept"
            + " FROM session WHERE ended_at IS NOT NULL) AS newest_first"
            + " WHERE NOT pinned AND (ended_at < ? OR kept > ?))";
    return list(connection, sql, List.of(time(before), most));
  }

  /** With all of its events. */
  static void delete(Connection connection, String id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM session WHERE id = ?")) {
      statement.setString(1, id);
      statement.executeUpdate();
    }
  }

  /** The sessions whose states a statement selects. */
  static List<StoredSession> list(Connection connection, String sql, List<Object> values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      List<StoredSession> sessions = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          sessions.add(StoredSession.read(rows.getBytes(1)));
        }
      }
      return sessions;
    }
  }

  /** As JSON has it: PostgreSQL's text has neither NUL nor half a surrogate pair. */
  static String text(String any) {
    String quoted = Json.text(any);
    return quoted.substring(1, quoted.length() - 1);
  }

  static String text(StoredSession.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  /** What is beyond PostgreSQL's times is before or after all of them. */
  static OffsetDateTime time(Instant instant) {
    if (instant.isBefore(EARLIEST)) {
      return OffsetDateTime.MIN;
    }
    return instant.isAfter(LATEST) ? OffsetDateTime.MAX : instant.atOffset(ZoneOffset.UTC);
  }
}
