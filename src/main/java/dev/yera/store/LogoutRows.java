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

/** The statements about {@code ended_login}. */
final class LogoutRows {
  private LogoutRows() {}

  /**
   * One of them.
   *
   * @param at when it ended
   * @param storedAt when it was stored, by the database's clock
   */
  record Row(String what, Instant at, Instant storedAt) {}

  static void insert(Connection connection, String what, Instant at) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO ended_login (what, at) VALUES (?, ?)")) {
      statement.setString(1, SessionRows.text(what));
      statement.setObject(2, SessionRows.time(at));
      statement.executeUpdate();
    }
  }

  /** Those that were stored after this, in their order. */
  static List<Row> after(Connection connection, Instant time) throws SQLException {
    String sql =
        "SELECT what, at, stored_at FROM ended_login WHERE stored_at > ? ORDER BY stored_at";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, SessionRows.time(time));
      List<Row> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(
              new Row(
                  (String) Json.read('"' + rows.getString(1) + '"'),
                  rows.getObject(2, OffsetDateTime.class).toInstant(),
                  rows.getObject(3, OffsetDateTime.class).toInstant()));
        }
      }
      return found;
    }
  }

  static void deleteOlderThan(Connection connection, Duration age) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "DELETE FROM ended_login WHERE stored_at < now() - ? * interval '1 second'")) {
      statement.setLong(1, age.toSeconds());
      statement.executeUpdate();
    }
  }
}
