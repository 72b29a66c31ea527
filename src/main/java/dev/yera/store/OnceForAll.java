package dev.yera.store;

import dev.yera.event.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is done once by all servers on one database: by the first that begins it. Its answer is kept
 * for ten minutes. What was begun and has no answer after a minute may be begun again: its server
 * has died. Thread-safe; every method throws {@link StoreException} if the store cannot be used.
 */
public final class OnceForAll {
  private static final String ID = "sha256(convert_to(?, 'UTF8'))";

  private final Database database;

  OnceForAll(Database database) {
    this.database = database;
  }

  /** What there is of it. */
  public sealed interface Turn permits Mine, Begun {}

  /** Nobody has begun it: whoever has this does it, and says so. */
  public record Mine(String what, String attempt) implements Turn {}

  /**
   * Somebody has begun it.
   *
   * @param by the attempt
   * @param request what was asked for then
   * @param answer empty while it is in progress
   */
  public record Begun(Mine by, String request, Optional<String> answer) implements Turn {}

  /**
   * Begins something, if nobody has.
   *
   * @param what of two things never the same
   * @param request tells what is asked for
   */
  public Turn begin(String what, String request) {
    Mine mine = new Mine(what, UUID.randomUUID().toString());
    return tried(
        "What is done once cannot be begun", connection -> begin(connection, mine, request));
  }

  private static Turn begin(Connection connection, Mine mine, String request) throws SQLException {
    String sql =
        ("INSERT INTO done_once AS known (id, request, attempt, began_at) VALUES (%s, ?, ?, now())"
                + " ON CONFLICT (id) DO UPDATE SET request = excluded.request,"
                + " attempt = excluded.attempt, began_at = excluded.began_at, answer = NULL"
                + " WHERE known.began_at < now() - CASE WHEN known.answer IS NULL"
                + " THEN interval '1 minute' ELSE interval '10 minutes' END")
            .formatted(ID);
    Optional<Turn> begun = Optional.empty();
    while (begun.isEmpty()) {
      if (update(connection, sql, mine.what(), request, mine.attempt()) > 0) {
        return mine;
      }
      begun = find(connection, mine.what()); // empty if it was abandoned this very moment
    }
    return begun.get();
  }

  private static Optional<Turn> find(Connection connection, String what) throws SQLException {
    String sql = "SELECT attempt, request, answer FROM done_once WHERE id = " + ID;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, List.of(what));
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Begun(
                    new Mine(what, rows.getString(1)),
                    plain(rows.getString(2)),
                    answer(rows.getString(3))))
            : Optional.empty();
      }
    }
  }

  private static Optional<String> answer(String text) {
    return Optional.ofNullable(text).map(OnceForAll::plain);
  }

  /** Keeps the answer, for whoever asks again. */
  public void finish(Mine mine, String answer) {
    String sql = "UPDATE done_once SET answer = ? WHERE id = " + ID + " AND attempt = ?";
    int unused =
        tried(
            "What was done once cannot be stored",
            connection -> update(connection, sql, answer, mine.what(), mine.attempt()));
  }

  /** Lets somebody else begin it: nothing was done. */
  public void abandon(Mine mine) {
    String sql = "DELETE FROM done_once WHERE id = " + ID + " AND attempt = ?";
    int unused =
        tried(
            "What was begun cannot be abandoned",
            connection -> update(connection, sql, mine.what(), mine.attempt()));
  }

  private <T> T tried(String failure, Database.Work<T> work) {
    try {
      return database.ask(work);
    } catch (SQLException e) {
      throw new StoreException(failure, e);
    }
  }

  private static int update(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, List.of(values));
      return statement.executeUpdate();
    }
  }

  private static void set(PreparedStatement statement, List<String> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setString(i + 1, SessionRows.text(values.get(i)));
    }
  }

  private static String plain(String stored) {
    return (String) Json.read('"' + stored + '"');
  }

  static void deleteOld(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "DELETE FROM done_once WHERE began_at < now() - interval '10 minutes'")) {
      statement.executeUpdate();
    }
  }
}
