package dev.yera.store;

import static java.util.stream.Collectors.toMap;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Stores the logs of all sessions of this server: one thread, so that each commit carries all that
 * gathered during the last one. Runs until it is closed. Thread-safe.
 *
 * <p>Invariant: what may be in a commit that nobody saw succeed is asked for before anything of
 * that log is sent again, so that no event is there twice and none is missing.
 */
final class Flusher implements Runnable, AutoCloseable {
  /** The approximate size of a commit. */
  static final int MOST_BYTES = 4 * 1024 * 1024;

  private static final Logger LOG = Logger.getLogger(Flusher.class.getName());
  private static final long PROBE_NANOS = 1_000_000_000L;

  /** A log with so many bytes in one commit is in the middle of a burst. */
  private static final int BURST_BYTES = 64 * 1024;

  /**
   * So long more of bursts is gathered from one commit to the next, if nobody else waits. Without
   * it a commit has one row or two, and most of the processor's time goes into commits.
   */
  private static final long GATHER_NANOS = 4_000_000L;

  private final Database database;
  private final Trouble trouble;
  private final Runnable wordless;

  @GuardedBy("this")
  private Map<PostgresLog, CompletableFuture<Void>> waiting = new LinkedHashMap<>();

  /** Somebody does not go on before what waits is stored. */
  @GuardedBy("this")
  private boolean isUrgent;

  @GuardedBy("this")
  private boolean closed;

  /** Which logs had much in the last commits. Only the flusher's. */
  private Set<PostgresLog> bursts = Set.of();

  private final CompletableFuture<Void> over = new CompletableFuture<>();

  /**
   * Stores in this database.
   *
   * @param wordless is told that rows were stored without their words
   */
  Flusher(Database database, Trouble trouble, Runnable wordless) {
    this.database = database;
    this.trouble = trouble;
    this.wordless = wordless;
  }

  /**
   * Stores what was appended to a log before this call; returns when it is committed.
   *
   * @throws FencedException if the session belongs to another server
   * @throws IOException if it cannot be stored now
   */
  void store(PostgresLog log) throws IOException {
    try {
      begin(log, true).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof FencedException) {
        throw new FencedException(log.session());
      }
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  /**
   * Stores it with the next commit; the log gets to know of a failure.
   *
   * @param urgently if somebody does not go on before that
   */
  void storeSoon(PostgresLog log, boolean urgently) throws IOException {
    CompletableFuture<Void> unused = begin(log, urgently);
  }

  private synchronized CompletableFuture<Void> begin(PostgresLog log, boolean urgently)
      throws IOException {
    if (closed) {
      throw new IOException("the store is closed");
    }
    if ((urgently && !isUrgent) || !waiting.containsKey(log)) {
      isUrgent |= urgently;
      notifyAll();
    }
    return waiting.computeIfAbsent(log, absent -> new CompletableFuture<>());
  }

  @Override
  public void run() {
    try {
      for (var some = next(); some != null; some = next()) {
        if (some.isEmpty()) {
          bursts = Set.of(); // one that is over is not kept in memory
          probe();
        } else {
          store(some);
        }
      }
    } finally {
      over.complete(null);
    }
  }

  /** Who waits now; nobody, if nobody does for a while; null at the end. */
  private synchronized Map<PostgresLog, CompletableFuture<Void>> next() {
    long begin = System.nanoTime();
    for (long left = left(begin); !closed && left > 0; left = left(begin)) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        closed = true;
      }
    }
    if (waiting.isEmpty() && closed) {
      return null;
    }
    Map<PostgresLog, CompletableFuture<Void>> some = waiting;
    waiting = new LinkedHashMap<>();
    isUrgent = false;
    return some;
  }

  /** How long, in nanoseconds, it may wait yet since it began to wait. */
  @GuardedBy("this")
  private long left(long begin) {
    if (isUrgent || !bursts.containsAll(waiting.keySet())) {
      return 0;
    }
    return begin + (waiting.isEmpty() ? PROBE_NANOS : GATHER_NANOS) - System.nanoTime();
  }

  /** So that a server without work knows whether it could do some. */
  private void probe() {
    try {
      database.ask(connection -> connection.createStatement().execute("SELECT 1"));
      trouble.over();
    } catch (SQLException e) {
      trouble.met(Database.problem(e));
    } catch (RuntimeException e) {
      // Whose connections it has is not ours: without this thread nothing would be stored any more.
      LOG.log(Level.FINE, "The database cannot be asked", e); // each second
      trouble.met(e);
    }
  }

  private void store(Map<PostgresLog, CompletableFuture<Void>> some) {
    Set<PostgresLog> large = new HashSet<>();
    try {
      Deque<PostgresLog> left = new ArrayDeque<>(some.keySet());
      while (!left.isEmpty()) {
        List<Unstored> parts = new ArrayList<>();
        long bytes = 0;
        while (!left.isEmpty() && bytes < MOST_BYTES) {
          PostgresLog log = left.remove();
          if (!settle(log)) {
            fail(log, some.get(log), new FencedException(log.session()));
            continue;
          }
          Unstored part = log.unstored();
          parts.add(part);
          bytes += part.bytes();
          if (part.bytes() >= BURST_BYTES) {
            large.add(log);
          }
        }
        send(parts, some);
        parts.stream()
            .map(Unstored::log)
            .filter(log -> !some.get(log).isDone())
            .forEach(left::addFirst);
      }
      trouble.over();
    } catch (SQLException e) {
      IOException problem = Database.problem(e);
      trouble.met(problem);
      some.forEach((log, stored) -> fail(log, stored, problem));
    } catch (RuntimeException | Error e) {
      LOG.log(Level.SEVERE, "Events cannot be stored", e);
      some.forEach((log, stored) -> fail(log, stored, e));
    }
    bursts = large;
  }

  /**
   * Finds out whether what was sent last is stored, if nobody knows.
   *
   * @return whether the log may go on; not if another server writes it now, whose events may have
   *     the numbers of what was sent
   */
  private boolean settle(PostgresLog log) throws SQLException {
    Unstored sent = log.unsure();
    if (sent == null) {
      return true;
    }
    Optional<BlockRows.Settled> settled =
        database.commit(connection -> BlockRows.settled(connection, log.session()));
    boolean isFenced = settled.filter(now -> now.fence() != log.fence()).isPresent();
    if (!isFenced && settled.filter(now -> now.lastId() >= sent.reached().id()).isPresent()) {
      log.stored(sent);
    } else {
      log.notStored();
    }
    return !isFenced;
  }

  /** Sends parts in one commit; each in its own, if one of them cannot be stored. */
  private void send(List<Unstored> parts, Map<PostgresLog, CompletableFuture<Void>> some)
      throws SQLException {
    try {
      commit(parts, some);
      return;
    } catch (SQLException e) {
      throwOutage(e);
      LOG.log(Level.FINE, "The database refuses a part of some log", e);
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "A part of some log cannot be stored", e);
    }
    for (Unstored part : parts) {
      PostgresLog log = part.log();
      try {
        if (settle(log)) {
          commit(List.of(log.unstored()), some);
        } else {
          fail(log, some.get(log), new FencedException(log.session()));
        }
      } catch (SQLException e) {
        throwOutage(e);
        fail(log, some.get(log), Database.problem(e));
      } catch (RuntimeException e) {
        fail(log, some.get(log), e);
      }
    }
  }

  private static void fail(PostgresLog log, CompletableFuture<Void> stored, Throwable failure) {
    if (!stored.isDone()) {
      log.tried(false);
      stored.completeExceptionally(failure);
    }
  }

  private static void throwOutage(SQLException e) throws SQLException {
    if (Database.isOutage(e)) {
      throw e;
    }
  }

  private void commit(List<Unstored> parts, Map<PostgresLog, CompletableFuture<Void>> some)
      throws SQLException {
    List<Unstored> sent = parts.stream().filter(part -> !part.isNothing()).toList();
    Map<String, Long> fences = sent.isEmpty() ? Map.of() : commit(sent);
    for (Unstored part : parts) {
      PostgresLog log = part.log();
      // One that is not there was removed: nobody asks for what it says.
      if (part.isNothing() || fences.getOrDefault(log.session(), log.fence()) == log.fence()) {
        log.stored(part);
        if (part.isAll()) {
          log.tried(true);
          some.get(log).complete(null);
        }
      } else {
        log.notStored();
        fail(log, some.get(log), new FencedException(log.session()));
      }
    }
  }

  private Map<String, Long> commit(List<Unstored> parts) throws SQLException {
    Map<String, Long> fences =
        parts.stream().collect(toMap(part -> part.log().session(), part -> part.log().fence()));
    // Of many sessions that say little each most of the time goes into this, so all processors do
    // it.
    List<String> words =
        parts.parallelStream()
            .flatMap(part -> part.rows().parallelStream().map(part.log().rows()::words))
            .collect(Collectors.toList()); // with nulls
    List<BlockRow> rows =
        parts.stream().flatMap(part -> part.log().rows().sealed(part.rows()).stream()).toList();
    parts.forEach(part -> part.log().sending(part));
    Database.Work<Map<String, Long>> append =
        connection -> BlockRows.append(connection, fences, rows, words);
    List<Unstored> replacing = parts.stream().filter(part -> part.replaces() > 0).toList();
    Map<String, Long> found =
        replacing.isEmpty()
            ? database.ask(append)
            : database.commit(
                connection -> {
                  replace(connection, replacing, fences);
                  return append.with(connection);
                });
    if (words.contains(null)) {
      wordless.run();
    }
    return found;
  }

  /** Makes room for rows that replace others, in the sessions that are still this server's. */
  private static void replace(Connection connection, List<Unstored> parts, Map<String, Long> fences)
      throws SQLException {
    Map<String, Long> held = BlockRows.hold(connection, fences.keySet());
    for (Unstored part : parts) {
      String session = part.log().session();
      if (fences.get(session).equals(held.get(session))) {
        BlockRows.delete(connection, session, part.replaces());
      }
    }
  }

  /** Stores what somebody waits for, and ends. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    over.join();
  }
}
