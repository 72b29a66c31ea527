package dev.yera.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What servers do one after the other, as a statement that counts before it inserts. The lock goes
 * with the transaction: one of the connection would outlive it behind a pooler.
 */
final class UnderLock {
  /**
   * Stands before the statement; its parameter says whose turn it is. Both are sent at once, and
   * are two statements: what the second one counts is what it finds when it has the lock.
   */
  static final String SQL = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0)); ";

  private static final String IF_FREE = "SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0))";

  private UnderLock() {}

  /** Runs both, in the transaction of their connection; the result is that of the second one. */
  static void execute(PreparedStatement both) throws SQLException {
    both.execute();
    both.getMoreResults();
  }

  /** Waits for its turn, which ends with the transaction. */
  static void await(Connection connection, String what) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, what);
      statement.execute();
    }
  }

  /** Whether its turn begins now; it ends with the transaction. */
  static boolean begins(Connection connection, String what) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(IF_FREE)) {
      statement.setString(1, what);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }
}
