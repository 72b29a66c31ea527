package dev.yera.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The statements about {@code block}. */
final class BlockRows {
  /** What is stored of a log, in so many rows. */
  record Extent(long lastId, long bytes, long rows) {
    /** The same of a sealed one, as it was before it was sealed. */
    Extent unsealed() {
      return new Extent(lastId, bytes - rows * SessionKey.OVERHEAD, rows);
    }
  }

  /**
   * How far a session is stored, and by whom.
   *
   * @param fence of who may append now
   * @param lastId the last stored event, 0 for none
   */
  record Settled(long fence, long lastId) {}

  private BlockRows() {}

  /**
   * Locks sessions until the end of the transaction, so that nobody takes them over or removes them
   * meanwhile.
   *
   * @return the fences of those that there are
   */
  static Map<String, Long> hold(Connection connection, Collection<String> sessions)
      throws SQLException {
    // In order, so that two servers never wait for each other. FOR KEY SHARE would let a takeover
    // through.
    String sql = "SELECT id, fence FROM session WHERE id = ANY (?) ORDER BY id FOR SHARE";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", sessions.toArray()));
      Map<String, Long> fences = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          fences.put(rows.getString(1), rows.getLong(2));
        }
      }
      return fences;
    }
  }

  /**
   * How far a session is stored, after a commit of which nobody knows whether it happened. Waits
   * until that is decided: its transaction may still hold the session.
   *
   * @return empty if it was removed
   */
  static Optional<Settled> settled(Connection connection, String session) throws SQLException {
    // FOR SHARE would not wait for that transaction, which holds it so, too.
    String lock = "SELECT fence FROM session WHERE id = ? FOR NO KEY UPDATE";
    long fence;
    try (PreparedStatement statement = connection.prepareStatement(lock)) {
      statement.setString(1, session);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        fence = row.getLong(1);
      }
    }
    return Optional.of(new Settled(fence, extent(connection, session).lastId()));
  }

  /** How far a log is stored. */
  static Extent extent(Connection connection, String session) throws SQLException {
    String sql =
        "SELECT coalesce(max(last_id), 0), coalesce(sum(octet_length(frames)), 0), count(*)"
            + " FROM block WHERE session = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, session);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Extent(row.getLong(1), row.getLong(2), row.getLong(3));
      }
    }
  }

  /** The row with this event; empty if there is none. */
  static Optional<BlockRow> find(Connection connection, String session, long id)
      throws SQLException {
    String sql =
        "SELECT first_id, last_id, frames FROM block WHERE session = ? AND first_id <= ?"
            + " ORDER BY first_id DESC LIMIT 1";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, session);
      statement.setLong(2, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getLong(2) >= id
            ? Optional.of(new BlockRow(session, row.getLong(1), row.getLong(2), row.getBytes(3)))
            : Optional.empty();
      }
    }
  }

  /** Inserts all at once. */
  static void insert(Connection connection, List<BlockRow> rows, List<String> words)
      throws SQLException {
    String sql =
        "INSERT INTO block SELECT session, first_id, last_id, frames,"
            + " array_to_tsvector(string_to_array(words, ' '))"
            + " FROM unnest(?, ?, ?, ?, ?) AS new (session, first_id, last_id, frames, words)";
    Object[] sessions = rows.stream().map(BlockRow::session).toArray();
    Object[] firstIds = rows.stream().map(BlockRow::firstId).toArray();
    Object[] lastIds = rows.stream().map(BlockRow::lastId).toArray();
    byte[][] frames = rows.stream().map(BlockRow::frames).toArray(byte[][]::new);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", sessions));
      statement.setArray(2, connection.createArrayOf("int8", firstIds));
      statement.setArray(3, connection.createArrayOf("int8", lastIds));
      statement.setArray(4, connection.createArrayOf("bytea", frames));
      statement.setArray(5, connection.createArrayOf("text", words.toArray()));
      statement.executeUpdate();
    }
  }

  /** Deletes the rows from this event on, 0 for all. */
  static void delete(Connection connection, String session, long fromId) throws SQLException {
    String sql = "DELETE FROM block WHERE session = ? AND first_id >= ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, session);
      statement.setLong(2, fromId);
      statement.executeUpdate();
    }
  }
}
