package dev.yera.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The statements about {@code share}. Time is the database's, which is one for all servers. */
final class ShareRows {
  private static final String SELECT =
      "SELECT id, hash, session, may, created_at, expires_at,"
          + " extract(epoch FROM expires_at - now()) * 1000000 FROM share"
          + " WHERE expires_at > now() AND ";

  private ShareRows() {}

  /**
   * A share as it is stored.
   *
   * @param lasts how long it still lets in
   */
  record Row(StoredShare share, Duration lasts) {}

  /** Empty if its session has that many, or is gone. */
  static Optional<StoredShare> insert(Connection connection, StoredShare share, int most)
      throws SQLException {
    String sql =
        UnderLock.SQL
            + "INSERT INTO share (id, hash, session, may, created_at, expires_at)"
            + " SELECT ?, ?, id, ?, now(), now() + ? * interval '1 microsecond' FROM session"
            + " WHERE id = ?"
            + " AND (SELECT count(*) FROM share WHERE session = ? AND expires_at > now()) < ?"
            + " RETURNING created_at, expires_at";
    Duration lasts = Duration.between(share.createdAt(), share.expiresAt());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, "yera shares of " + share.session());
      statement.setString(2, share.id());
      statement.setString(3, share.hash());
      statement.setString(4, share.may());
      statement.setLong(5, lasts.toNanos() / 1000);
      statement.setString(6, share.session());
      statement.setString(7, share.session());
      statement.setInt(8, most);
      UnderLock.execute(statement);
      try (ResultSet rows = statement.getResultSet()) {
        return rows.next()
            ? Optional.of(
                new StoredShare(
                    share.id(),
                    share.hash(),
                    share.session(),
                    share.may(),
                    rows.getObject(1, OffsetDateTime.class).toInstant(),
                    rows.getObject(2, OffsetDateTime.class).toInstant()))
            : Optional.empty();
      }
    }
  }

  static Optional<Row> find(Connection connection, String hash) throws SQLException {
    return list(connection, "hash = ?", hash).stream().findFirst();
  }

  static List<Row> of(Connection connection, String session) throws SQLException {
    return list(connection, "session = ? ORDER BY created_at, id", session);
  }

  private static List<Row> list(Connection connection, String which, String value)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SELECT + which)) {
      statement.setString(1, value);
      List<Row> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          StoredShare share =
              new StoredShare(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getObject(5, OffsetDateTime.class).toInstant(),
                  rows.getObject(6, OffsetDateTime.class).toInstant());
          found.add(new Row(share, Duration.ofNanos(rows.getLong(7) * 1000)));
        }
      }
      return found;
    }
  }

  static boolean delete(Connection connection, String session, String id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM share WHERE session = ? AND id = ?")) {
      statement.setString(1, session);
      statement.setString(2, id);
      return statement.executeUpdate() > 0;
    }
  }

  /** Those of these ids that still let in. */
  static Set<String> alive(Connection connection, Collection<String> ids) throws SQLException {
    String sql = "SELECT id FROM share WHERE id = ANY (?) AND expires_at > now()";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      Set<String> alive = new HashSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          alive.add(rows.getString(1));
        }
      }
      return alive;
    }
  }

  static void deleteExpired(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM share WHERE expires_at <= now()")) {
      statement.executeUpdate();
    }
  }
}
