package dev.yera.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A statement that counts before it inserts, which servers do one after the other. The lock goes
 * with the transaction: one of the connection would outlive it behind a pooler. Both are sent at
 * once, and are two statements: what the second one counts is what it finds when it has the lock.
 */
final class UnderLock {
  /** Stands before the statement; its parameter says whose turn it is. */
  static final String SQL = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0)); ";

  private UnderLock() {}

  /** Runs both, in the transaction of their connection; the result is that of the second one. */
  static void execute(PreparedStatement both) throws SQLException {
    both.execute();
    both.getMoreResults();
  }
}
