package dev.yera.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
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

  // In order, so that two servers never wait for each other. FOR KEY SHARE would let a takeover
  // through.
  private static final String HOLD =
      "SELECT id, fence FROM session WHERE id = ANY (?) ORDER BY id FOR SHARE";

  private BlockRows() {}

  /**
   * Locks sessions until the end of the transaction, so that nobody takes them over or removes them
   * meanwhile.
   *
   * @return the fences of those that there are
   */
  static Map<String, Long> hold(Connection connection, Collection<String> sessions)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HOLD)) {
      statement.setArray(1, connection.createArrayOf("text", sessions.toArray()));
      return SessionRows.fences(statement);
    }
  }

  /**
   * How far a session is stored, after a commit of which nobody knows whether it happened. Waits
   * until that is decided: its transaction may still hold the session.
   *
   * @return empty if it was removed
   */
  static Optional<Settled> settled(Connection connection, String session) throws SQLException {
    Optional<Long> fence = waitFor(connection, session);
    return fence.isEmpty()
        ? Optional.empty()
        : Optional.of(new Settled(fence.get(), extent(connection, session).lastId()));
  }

  /**
   * Waits for whoever holds a session, and holds it alone until the end of the transaction.
   *
   * @return its fence; empty if it was removed
   */
  static Optional<Long> waitFor(Connection connection, String session) throws SQLException {
    // FOR SHARE would not wait for who holds it so, too.
    String sql = "SELECT fence FROM session WHERE id = ? FOR NO KEY UPDATE";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, session);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
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

  /**
   * Inserts rows of the sessions that still have the fence they were written with, all in one
   * statement: each further one would be a round trip that every event waits for. Holds the
   * sessions as {@link #hold} does, until the end of the transaction.
   *
   * @param fences of all sessions, by their ids, as who appends knows them
   * @param words of each row; null stands for words that are added later
   * @return the fences of those sessions that there are
   */
  static Map<String, Long> append(
      Connection connection, Map<String, Long> fences, List<BlockRow> rows, List<String> words)
      throws SQLException {
    String sql =
        "WITH held AS ("
            + HOLD
            + "), stored AS (INSERT INTO block SELECT session, first_id, last_id, frames,"
            + " array_to_tsvector(string_to_array(words, ' '))"
            + " FROM unnest(?, ?, ?, ?, ?, ?)"
            + " AS new (session, fence, first_id, last_id, frames, words)"
            + " JOIN held ON held.id = new.session AND held.fence = new.fence)"
            + " SELECT id, fence FROM held";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", fences.keySet().toArray()));
      Object[] sessions = rows.stream().map(BlockRow::session).toArray();
      statement.setArray(2, connection.createArrayOf("text", sessions));
      Object[] known = rows.stream().map(row -> fences.get(row.session())).toArray();
      statement.setArray(3, connection.createArrayOf("int8", known));
      Object[] firstIds = rows.stream().map(BlockRow::firstId).toArray();
      statement.setArray(4, connection.createArrayOf("int8", firstIds));
      Object[] lastIds = rows.stream().map(BlockRow::lastId).toArray();
      statement.setArray(5, connection.createArrayOf("int8", lastIds));
      byte[][] frames = rows.stream().map(BlockRow::frames).toArray(byte[][]::new);
      statement.setArray(6, connection.createArrayOf("bytea", frames));
      statement.setArray(7, connection.createArrayOf("text", words.toArray()));
      return SessionRows.fences(statement);
    }
  }

  /**
   * Of which sessions there are rows without words, those with few before those with many.
   *
   * @param which a condition for sessions
   * @param values of its parameters
   * @return the last event of such a row, by the ids of sessions
   */
  static Map<String, Long> wordless(Connection connection, String which, List<Object> values)
      throws SQLException {
    String sql =
        "SELECT session, max(last_id) FROM block WHERE words IS NULL AND EXISTS"
            + " (SELECT FROM session WHERE session.id = block.session AND "
            + which
            + ") GROUP BY session ORDER BY count(*)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      Map<String, Long> lastIds = new LinkedHashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          lastIds.put(rows.getString(1), rows.getLong(2));
        }
      }
      return lastIds;
    }
  }

  /**
   * Rows of a session without words, from the first one on, in a transaction.
   *
   * @param lastId only those that begin up to this event
   * @param most enough bytes
   */
  static List<BlockRow> wordless(Connection connection, String session, long lastId, long most)
      throws SQLException {
    String sql =
        "SELECT first_id, last_id, frames FROM block"
            + " WHERE session = ? AND first_id <= ? AND words IS NULL ORDER BY first_id";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(8); // or all would be read before the first is here
      statement.setString(1, session);
      statement.setLong(2, lastId);
      List<BlockRow> found = new ArrayList<>();
      long bytes = 0;
      try (ResultSet rows = statement.executeQuery()) {
        while (bytes < most && rows.next()) {
          found.add(new BlockRow(session, rows.getLong(1), rows.getLong(2), rows.getBytes(3)));
          bytes += found.get(found.size() - 1).frames().length;
        }
      }
      return found;
    }
  }

  /**
   * Adds the words of some rows of a session, in order. Waits for nobody: leaves out what was
   * replaced meanwhile, or is just being so.
   *
   * @return how many rows have words now that had none
   */
  static int addWords(Connection connection, List<BlockRow> rows, List<String> words)
      throws SQLException {
    String sql =
        "WITH free AS (SELECT session, first_id, found.words"
            + " FROM block JOIN unnest(?, ?, ?) AS found (first_id, last_id, words)"
            + " USING (first_id, last_id)"
            + " WHERE session = ? AND first_id BETWEEN ? AND ? AND block.words IS NULL"
            + " FOR NO KEY UPDATE OF block SKIP LOCKED)"
            + " UPDATE block SET words = array_to_tsvector(string_to_array(free.words, ' '))"
            + " FROM free WHERE block.session = free.session AND block.first_id = free.first_id";
    Object[] firstIds = rows.stream().map(BlockRow::firstId).toArray();
    Object[] lastIds = rows.stream().map(BlockRow::lastId).toArray();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("int8", firstIds));
      statement.setArray(2, connection.createArrayOf("int8", lastIds));
      statement.setArray(3, connection.createArrayOf("text", words.toArray()));
      statement.setString(4, rows.get(0).session());
      statement.setLong(5, rows.get(0).firstId());
      statement.setLong(6, rows.get(rows.size() - 1).firstId());
      return statement.executeUpdate();
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
