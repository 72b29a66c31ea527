package dev.yera.store;

import dev.yera.event.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The statements about {@code session}. */
final class SessionRows {
  /** What {@link #list} reads. */
  static final String SELECT = "SELECT id, key, state FROM session";

  private static final String INSERT =
      "INSERT INTO session"
          + " (status, ended_at, bytes, pinned, state, id, owner, app_id, created_at, key, node)";

  private static final Instant EARLIEST = Instant.parse("-4000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("+200000-01-01T00:00:00Z");

  private SessionRows() {}

  /** A state as it is stored, with the key if it is sealed. The bytes must not be changed. */
  static final class State {
    private final String id;
    private final Optional<byte[]> key;
    private final byte[] bytes;

    private State(String id, Optional<byte[]> key, byte[] bytes) {
      this.id = id;
      this.key = key;
      this.bytes = bytes;
    }

    String id() {
      return id;
    }

    Optional<byte[]> key() {
      return key;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  static void insert(
      Connection connection,
      StoredSession session,
      Optional<byte[]> key,
      byte[] state,
      Optional<String> node)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(INSERT + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      set(statement, session, key, state, node, 0);
      statement.executeUpdate();
    }
  }

  /**
   * Inserts it, in a transaction, if its owner has fewer that have not ended.
   *
   * @return whether it is there now
   */
  static boolean insert(
      Connection connection,
      StoredSession session,
      Optional<byte[]> key,
      byte[] state,
      Optional<String> node,
      int most)
      throws SQLException {
    String sql =
        UnderLock.SQL
            + INSERT
            + " SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
            + " WHERE (SELECT count(*) FROM session WHERE owner = ? AND ended_at IS NULL) < ?";
    String owner = text(session.owner());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, "yera sessions of " + owner);
      set(statement, session, key, state, node, 1);
      statement.setString(13, owner);
      statement.setInt(14, most);
      UnderLock.execute(statement);
      return statement.getUpdateCount() > 0;
    }
  }

  private static void set(
      PreparedStatement statement,
      StoredSession session,
      Optional<byte[]> key,
      byte[] state,
      Optional<String> node,
      int before)
      throws SQLException {
    set(statement, session, state, before);
    statement.setString(before + 7, text(session.owner()));
    statement.setString(before + 8, text(session.appId()));
    statement.setObject(before + 9, time(session.createdAt()));
    statement.setBytes(before + 10, key.orElse(null));
    statement.setString(before + 11, node.orElse(null));
  }

  /**
   * Does nothing if it was removed.
   *
   * @param fence of who owns it, if that is known here
   * @return whether it has been changed
   */
  static boolean update(
      Connection connection, StoredSession session, byte[] state, Optional<Long> fence)
      throws SQLException {
    String sql =
        "UPDATE session SET status = ?, ended_at = ?, bytes = ?, pinned = ?, state = ?"
            + " WHERE id = ? AND fence = coalesce(?, fence)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, session, state, 0);
      statement.setObject(7, fence.orElse(null), Types.BIGINT);
      return statement.executeUpdate() > 0;
    }
  }

  /**
   * Takes all sessions that have not ended and whose node does not live; each is taken once,
   * however many try.
   *
   * @param node takes them
   * @return their new fences, by their ids
   */
  static Map<String, Long> takeOver(Connection connection, String node) throws SQLException {
    String sql =
        "UPDATE session SET node = ?, fence = fence + 1 WHERE id IN"
            + " (SELECT id FROM session WHERE ended_at IS NULL AND (node IS NULL OR NOT EXISTS"
            + " (SELECT 1 FROM node WHERE node.id = session.node AND dead_at IS NULL))"
            + " FOR UPDATE SKIP LOCKED)" // of one that is just being written: the next time
            + " RETURNING id, fence";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, node);
      return fences(statement);
    }
  }

  /**
   * The sessions of a server that have not ended.
   *
   * @param node its name; empty if it is the only one: those that have not begun
   * @return their fences, by their ids
   */
  static Map<String, Long> unendedOf(Connection connection, Optional<String> node)
      throws SQLException {
    String sql =
        "SELECT id, fence FROM session WHERE ended_at IS NULL AND node "
            + (node.isPresent() ? "= ?" : "IS NULL AND status = 'created'");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (node.isPresent()) {
        statement.setString(1, node.get());
      }
      return fences(statement);
    }
  }

  /** The fences that a statement selects, by the ids of their sessions. */
  static Map<String, Long> fences(PreparedStatement statement) throws SQLException {
    Map<String, Long> fences = new LinkedHashMap<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        fences.put(rows.getString(1), rows.getLong(2));
      }
    }
    return fences;
  }

  /** Whose sessions are, by their ids; without those that there are not. */
  static Map<String, Ownership> owners(Connection connection, Collection<String> ids)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id, node, fence, ended_at IS NOT NULL FROM session WHERE id = ANY (?)")) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      Map<String, Ownership> owners = new HashMap<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          owners.put(
              row.getString(1),
              new Ownership(
                  Optional.ofNullable(row.getString(2)), row.getLong(3), row.getBoolean(4)));
        }
      }
      return owners;
    }
  }

  /**
   * Sets the parameters that say how it is now.
   *
   * @param before how many parameters stand before them
   */
  private static void set(
      PreparedStatement statement, StoredSession session, byte[] state, int before)
      throws SQLException {
    statement.setString(before + 1, text(session.status()));
    statement.setObject(
        before + 2,
        session.end().map(end -> time(end.at())).orElse(null),
        Types.TIMESTAMP_WITH_TIMEZONE);
    statement.setLong(before + 3, session.end().map(StoredSession.End::bytes).orElse(0L));
    statement.setBoolean(before + 4, session.pinned());
    statement.setBytes(before + 5, state);
    statement.setString(before + 6, session.id());
  }

  static Optional<State> find(Connection connection, String id) throws SQLException {
    return list(connection, SELECT + " WHERE id = ?", List.of(id)).stream().findFirst();
  }

  static List<State> unended(Connection connection) throws SQLException {
    return list(connection, SELECT + " WHERE ended_at IS NULL", List.of());
  }

  /** Some of those that are sealed, and ended before {@code stopped} was a status. */
  static List<State> unclear(Connection connection) throws SQLException {
    return list(connection, SELECT + " WHERE status = 'failed or stopped' LIMIT 500", List.of());
  }

  static void setStatus(Connection connection, StoredSession session) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE session SET status = ? WHERE id = ?")) {
      statement.setString(1, text(session.status()));
      statement.setString(2, session.id());
      statement.executeUpdate();
    }
  }

  /** Some session that is sealed. */
  static Optional<State> sealed(Connection connection) throws SQLException {
    return list(connection, SELECT + " WHERE key IS NOT NULL LIMIT 1", List.of()).stream()
        .findFirst();
  }

  /** See {@link SessionStore#excess}. */
  static List<State> excess(Connection connection, Instant before, long most) throws SQLException {
    String sql =
        SELECT
            + " WHERE id IN (SELECT id FROM"
            + " (SELECT id, pinned, ended_at,"
            + " sum(bytes + coalesce(of_files, 0)) OVER (ORDER BY ended_at DESC, id) AS kept"
            + " FROM session LEFT JOIN (SELECT session, sum(bytes) AS of_files FROM file"
            + " GROUP BY session) AS files ON files.session = id"
            + " WHERE ended_at IS NOT NULL) AS newest_first"
            + " WHERE NOT pinned AND (ended_at < ? OR kept > ?))";
    return list(connection, sql, List.of(time(before), most));
  }

  /** See {@link SessionStore#use}. */
  static StoreUse use(Connection connection) throws SQLException {
    String sql =
        "SELECT count(*), coalesce(sum(bytes), 0)"
            + " + (SELECT coalesce(sum(bytes), 0) FROM file), min(created_at) FROM session";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      Optional<OffsetDateTime> oldest = Optional.ofNullable(row.getObject(3, OffsetDateTime.class));
      return new StoreUse(row.getLong(1), row.getLong(2), oldest.map(OffsetDateTime::toInstant));
    }
  }

  /**
   * With all of its events, if it has ended or is the server's own.
   *
   * @param fence of the server
   * @return whether it is gone now that was there
   */
  static boolean delete(Connection connection, String id, Optional<Long> fence)
      throws SQLException {
    String sql = "DELETE FROM session WHERE id = ? AND (ended_at IS NOT NULL OR fence = ?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, id);
      statement.setObject(2, fence.orElse(null), Types.BIGINT);
      return statement.executeUpdate() > 0;
    }
  }

  /** The sessions whose states a statement selects. */
  static List<State> list(Connection connection, String sql, List<Object> values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      List<State> states = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          states.add(
              new State(
                  rows.getString(1), Optional.ofNullable(rows.getBytes(2)), rows.getBytes(3)));
        }
      }
      return states;
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
