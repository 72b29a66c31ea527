package dev.yera.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What the servers on a database agree on. What is asked often is answered from memory, and one
 * thread looks again and again whether that still is so. Runs until it is closed. Thread-safe.
 */
final class PostgresAgreed implements Agreed, Runnable, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PostgresAgreed.class.getName());

  /** What another server has ended is to be over within a second; streams need 0.1 s of it. */
  private static final Duration PERIOD = Duration.ofMillis(600);

  private static final long TIDY_NANOS = 600_000_000_000L;

  private final Database database;
  private final LongSupplier nanoTime;
  private final PostgresShares shares;
  private final PostgresLogouts logouts;
  private final OnceForAll once;
  private final AuditBook audit;
  private final Duration auditKept;
  private long tidied;
  private final Rounds rounds = new Rounds(PERIOD, PERIOD);
  private boolean failing;

  /**
   * Knows what is ended when it is made.
   *
   * @param auditKept how long it is kept who did what; nothing is noted for zero
   * @throws StoreException if that cannot be read
   */
  PostgresAgreed(Database database, Clock clock, LongSupplier nanoTime, Duration auditKept) {
    this.database = database;
    this.nanoTime = nanoTime;
    tidied = nanoTime.getAsLong() - TIDY_NANOS;
    shares = new PostgresShares(database, nanoTime);
    logouts = new PostgresLogouts(database, clock);
    once = new OnceForAll(database);
    this.auditKept = auditKept;
    audit = auditKept.isZero() ? new NoAudit() : new PostgresAudit(database);
    try {
      database.change(logouts::refresh);
    } catch (SQLException e) {
      throw new StoreException("Which logins were ended cannot be read", e);
    }
  }

  @Override
  public ShareBook shares() {
    return shares;
  }

  @Override
  public LogoutBook logouts() {
    return logouts;
  }

  @Override
  public AuditBook audit() {
    return audit;
  }

  @Override
  public Optional<OnceForAll> once() {
    return Optional.of(once);
  }

  @Override
  public void run() {
    while (rounds.awaitNext()) {
      look();
    }
  }

  private void look() {
    try {
      database.change(this::refresh);
      failing = false;
    } catch (SQLException | RuntimeException e) {
      Level level = failing || rounds.isClosed() ? Level.FINE : Level.WARNING;
      LOG.log(level, "What other servers have ended is not known now", e);
      failing = true;
    }
  }

  private void refresh(Connection connection) throws SQLException {
    shares.refresh(connection);
    logouts.refresh(connection);
    long now = nanoTime.getAsLong();
    if (now - tidied >= TIDY_NANOS) {
      tidied = now;
      ShareRows.deleteExpired(connection);
      LogoutRows.deleteOlderThan(connection, MemoryLogouts.KEPT);
      OnceForAll.deleteOld(connection);
      PostgresAudit.deleteOlderThan(connection, auditKept);
    }
  }

  /** Does not wait: whoever looks at that moment only reads. */
  @Override
  public void close() {
    rounds.close();
  }
}
