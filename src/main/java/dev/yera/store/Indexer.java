package dev.yera.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Adds the words of rows that were stored without them (see {@link LogRows#SMALL}): one thread,
 * when a burst is over or has lasted for a while; and whoever searches, before that. It looks for
 * rows of all servers, also of one that was killed. Runs until it is closed. Thread-safe.
 *
 * <p>Nobody holds a row while its words are read, so that the flusher, which replaces rows, does
 * not wait for that. Of all that add words one at a time is at a session, and of those on this
 * server one at a time has a connection.
 */
final class Indexer implements Runnable, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Indexer.class.getName());

  /** From one look to the next, for what other servers store. */
  private static final Duration PERIOD = Duration.ofSeconds(2);

  /** A burst is over when no more rows came for so long. */
  private static final Duration QUIET = Duration.ofMillis(100);

  /** A burst that is not over gets its words: to add them takes more than to store it. */
  private static final Duration LATEST = Duration.ofSeconds(10);

  /** After this a search takes what there is. */
  private static final long PATIENCE_NANOS = 2_000_000_000L;

  /** The approximate size of what is read at once. */
  private static final long BATCH_BYTES = 2 * 1024 * 1024;

  private final Database database;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final Rounds rounds = new Rounds(PERIOD, LATEST);
  private boolean failing;

  Indexer(Database database) {
    this.database = database;
  }

  /** There are new rows without words. */
  void notice() {
    rounds.next(QUIET);
  }

  @Override
  public void run() {
    rounds.next(QUIET); // for what a server that was killed left
    while (rounds.awaitNext()) {
      look();
    }
  }

  private void look() {
    try {
      boolean isWhole = true;
      for (Map.Entry<String, Long> each : wordless().entrySet()) {
        isWhole &= look(each.getKey(), each.getValue());
      }
      failing &= !isWhole;
    } catch (SQLException | RuntimeException e) {
      failed(e);
    }
  }

  /** Does not wait for who is at the session; what it leaves is looked for again. */
  private boolean look(String session, long lastId) throws SQLException {
    try {
      int added = 1;
      while (added > 0 && !rounds.isClosed()) {
        turn.lock();
        try {
          added =
              database.commit(
                  connection ->
                      UnderLock.begins(connection, turnAt(session))
                          ? add(connection, session, lastId, false).orElse(0)
                          : 0);
        } finally {
          turn.unlock();
        }
      }
      return true;
    } catch (SQLException e) {
      if (Database.isOutage(e)) {
        throw e;
      }
      failed(e);
      return false;
    }
  }

  private void failed(Exception e) {
    Level level = failing || rounds.isClosed() ? Level.FINE : Level.WARNING;
    LOG.log(level, "Words of what was said are not stored now: a search does not find them", e);
    failing = true;
  }

  /**
   * Adds the words of what was stored before this call, for a search; after a while it leaves the
   * rest.
   *
   * @param which asks for the sessions that are searched, see {@link BlockRows#wordless}
   */
  void catchUp(Database.Work<Map<String, Long>> which) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    try {
      for (Map.Entry<String, Long> each : database.ask(which).entrySet()) {
        if (!add(each.getKey(), each.getValue(), end)) {
          return;
        }
      }
    } catch (SQLException e) {
      LOG.log(Level.FINE, "A search finds less", e); // the thread says so, or the search fails, too
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Adds all words that are missing. */
  void addAll() throws SQLException {
    try {
      for (Map.Entry<String, Long> each : wordless().entrySet()) {
        while (!add(each.getKey(), each.getValue(), System.nanoTime() + PATIENCE_NANOS)) {
          LOG.log(Level.FINE, "The words of session {0} take long", each.getKey());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Adds the words of a session up to an event.
   *
   * @param end the time at which it leaves the rest
   * @return whether all have words now
   */
  private boolean add(String session, long lastId, long end)
      throws SQLException, InterruptedException {
    OptionalInt added = OptionalInt.of(0);
    while (added.isPresent()) {
      long left = end - System.nanoTime();
      if (left <= 0 || !turn.tryLock(left, TimeUnit.NANOSECONDS)) {
        return false;
      }
      try {
        added =
            database.commit(
                connection -> {
                  UnderLock.await(connection, turnAt(session));
                  return add(connection, session, lastId, true);
                });
      } finally {
        turn.unlock();
      }
      if (added.orElse(1) == 0) {
        database.change(connection -> BlockRows.waitFor(connection, session)); // who replaces them
      }
    }
    return true;
  }

  private static String turnAt(String session) {
    return "yera words of " + session;
  }

  /** How many rows of a session have words now that had none; empty if there is no such row. */
  private static OptionalInt add(
      Connection connection, String session, long lastId, boolean onAllProcessors)
      throws SQLException {
    List<BlockRow> rows = BlockRows.wordless(connection, session, lastId, BATCH_BYTES);
    if (rows.isEmpty()) {
      return OptionalInt.empty();
    }
    Stream<BlockRow> each = onAllProcessors ? rows.parallelStream() : rows.stream();
    List<String> words = each.map(Indexer::words).toList();
    return OptionalInt.of(BlockRows.addWords(connection, rows, words));
  }

  /** A row that cannot be read is not to be looked at again and again. */
  private static String words(BlockRow row) {
    try {
      return Lexemes.in(row.frames());
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "What session %s said from event %d on cannot be searched"
              .formatted(row.session(), row.firstId()),
          e);
      return "";
    }
  }

  private Map<String, Long> wordless() throws SQLException {
    return database.ask(connection -> BlockRows.wordless(connection, "true", List.of()));
  }

  /** Does not wait: what is left is looked for at the next start. */
  @Override
  public void close() {
    rounds.close();
  }
}
