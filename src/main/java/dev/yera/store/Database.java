package dev.yera.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/** The connections to PostgreSQL. Thread-safe. */
final class Database implements AutoCloseable {
  /**
   * Classes of SQLSTATE that say nothing of the statement: the server is gone, full or stopping.
   */
  private static final Set<String> OUTAGES = Set.of("08", "53", "57", "58");

  private final DataSource source;
  private final Runnable closing;

  /** What is done with a connection. */
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  /** What is changed with a connection. */
  interface Change {
    void with(Connection connection) throws SQLException;
  }

  /**
   * By these connections.
   *
   * @param closing gives back what they use
   */
  Database(DataSource source, Runnable closing) {
    this.source = source;
    this.closing = closing;
  }

  /** Asks something; each statement is a transaction of its own. */
  <T> T ask(Work<T> work) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return work.with(connection);
    }
  }

  /** Changes something by one statement. */
  void change(Change change) throws SQLException {
    try (Connection connection = source.getConnection()) {
      change.with(connection);
    }
  }

  /**
   * Does it in one transaction. If the connection breaks during the commit, it fails though it may
   * have happened.
   */
  <T> T commit(Work<T> work) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.with(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        undo(connection, e);
        throw e;
      } finally {
        if (!connection.isClosed()) {
          connection.setAutoCommit(true);
        }
      }
    }
  }

  private static void undo(Connection connection, Exception reason) {
    try {
      if (!connection.isClosed()) {
        connection.rollback();
      }
    } catch (SQLException e) {
      reason.addSuppressed(e); // a broken connection has undone it already
    }
  }

  /** Whether the reason lies with the database, and not with the statement. */
  static boolean isOutage(SQLException e) {
    String state = e.getSQLState();
    return state == null || OUTAGES.contains(state.substring(0, Math.min(2, state.length())));
  }

  /** The failure in words that anybody may read: without addresses and statements. */
  static IOException problem(SQLException e) {
    String words =
        e.getSQLState() != null && e.getSQLState().startsWith("53")
            ? "the database is full"
            : isOutage(e) ? "the database cannot be reached" : "the database refuses it";
    return new IOException("%s, SQLSTATE %s".formatted(words, e.getSQLState()), e);
  }

  @Override
  public void close() {
    closing.run();
  }
}
