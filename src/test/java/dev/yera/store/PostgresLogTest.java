package dev.yera.store;

import static dev.yera.store.SessionStorePromises.NOON;
import static dev.yera.store.SessionStorePromises.json;
import static dev.yera.store.SessionStorePromises.numbers;
import static dev.yera.store.SessionStorePromises.readAll;
import static dev.yera.store.SessionStorePromises.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.yera.Patience;
import dev.yera.it.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows of logs, as others who look into the database see them. */
class PostgresLogTest {
  private static Map<String, String> database;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final StoredSession session = session("v 1", NOON);
  private PostgresStore store;
  private PostgresLog log;

  @BeforeAll
  static void makeDatabase() {
    database = Postgres.shared().database();
  }

  @BeforeEach
  void open() {
    store = new PostgresStore(PostgresStoreTest.settings(database), threads);
    log = (PostgresLog) store.add(session, () -> {});
  }

  @AfterEach
  void close() throws SQLException {
    if (store != null) {
      store.close();
    }
    threads.shutdown();
    execute("DELETE FROM session");
  }

  private List<String> rows(String sql) throws SQLException {
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql.replace(":id", "'" + session.id() + "'"))) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  private List<String> blocks() throws SQLException {
    return rows(
        "SELECT first_id || '-' || last_id FROM block WHERE session = :id ORDER BY first_id");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql.replace(":id", "'" + session.id() + "'"));
    }
  }

  @Test
  void smallRowsBecomeOneWhenASegmentIsFullOrTheLogIsClosed() throws Exception {
    for (int i = 0; i < 3; i++) {
      log.append(json(20_000));
      log.store();
    }
    assertThat(blocks()).containsExactly("1-1", "2-2", "3-3");
    log.append(json(20_000)); // the segment takes no more
    log.store();
    assertThat(blocks()).containsExactly("1-3", "4-4");
    log.append(json(10));
    log.store();
    assertThat(blocks()).containsExactly("1-3", "4-4", "5-5");
    log.append(json(10));
    log.close();
    log.store();
    assertThat(blocks()).containsExactly("1-3", "4-6");
    log.store();
    assertThat(blocks()).containsExactly("1-3", "4-6");
    assertThat(readAll(log.cursorAfter(0))).isEqualTo(numbers(1, 6));
  }

  @Test
  void whatIsStoredAtOnceIsWrittenOnce() throws Exception {
    for (int i = 0; i < 10; i++) {
      log.append(json(20_000));
    }
    log.append(json(200_000));
    log.close();
    log.store();
    assertThat(blocks()).containsExactly("1-3", "4-6", "7-9", "10-10", "11-11");
  }

  @Test
  void whatIsLargerThanACommitIsStoredInSeveral() throws Exception {
    for (int i = 0; i < 2_500; i++) {
      log.append(json(4_000));
    }
    log.store();
    assertThat(log.size()).isGreaterThan(2L * Flusher.MOST_BYTES);
    assertThat(log.readableId()).isEqualTo(2_500);
    assertThat(readAll(log.cursorAfter(0))).isEqualTo(numbers(1, 2_500));
  }

  @Test
  void memoryKeepsTheNewestOnly() throws IOException {
    for (int i = 0; i < 3_000; i++) {
      log.append(json(2_000));
      if (i % 10 == 0) {
        log.store();
      }
    }
    log.store();
    assertThat(log.bytesInMemory())
        .isBetween(PostgresLog.IN_MEMORY - 1L, PostgresLog.IN_MEMORY + 2L * EventLog.SLICE);
    assertThat(readAll(log.cursorAfter(0))).isEqualTo(numbers(1, 3_000));
  }

  @Test
  void manyThatWaitShareACommit() throws Exception {
    List<PostgresLog> logs = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      logs.add((PostgresLog) store.add(session("v 1", NOON), () -> {}));
    }
    List<Thread> storing = new ArrayList<>();
    try (Connection other = Postgres.connect(database);
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT FROM session WHERE id = '" + session.id() + "' FOR NO KEY UPDATE");
      log.append(json(10));
      storing.add(storing(log));
      await().until(this::isLockedOut);
      for (PostgresLog each : logs) {
        each.append(json(10));
        storing.add(storing(each));
      }
      await()
          .until(() -> storing.stream().allMatch(each -> each.getState() == Thread.State.WAITING));
      other.rollback();
    }
    for (Thread each : storing) {
      each.join(Patience.PATIENCE.toMillis());
    }
    assertThat(logs).allSatisfy(each -> assertThat(each.readableId()).isEqualTo(1));
    assertThat(rows("SELECT DISTINCT xmin::text FROM block WHERE session <> :id")).hasSize(1);
  }

  private static Thread storing(PostgresLog log) {
    Thread thread = new Thread(() -> store(log));
    thread.start();
    return thread;
  }

  private boolean isLockedOut() throws SQLException {
    String waiting =
        "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            + " AND datname = current_database()";
    return !rows(waiting).isEmpty();
  }

  private static void store(PostgresLog log) {
    try {
      log.store();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatFillsALogRunsAheadOfCommitsButNotFar() throws Exception {
    Thread filling = new Thread(this::fillSoon);
    try (Connection other = Postgres.connect(database);
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT FROM session WHERE id = '" + session.id() + "' FOR NO KEY UPDATE");
      filling.start();
      await().until(() -> filling.getState() == Thread.State.WAITING);
      assertThat(log.readableId()).isZero();
      assertThat(log.size())
          .isBetween(EventLog.AHEAD - 2L * EventLog.SLICE, EventLog.AHEAD + (long) EventLog.SLICE);
      other.rollback();
    }
    filling.join(Patience.PATIENCE.toMillis());
    await().until(() -> log.readableId() == 300);
    assertThat(readAll(log.cursorAfter(0))).isEqualTo(numbers(1, 300));
  }

  private void fillSoon() {
    try {
      for (int i = 0; i < 300; i++) {
        log.append(json(10_000));
        log.storeSoon();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aServerThatLostTheSessionToAnotherStoresNothingMore() throws Exception {
    log.append(json(10));
    log.store();
    execute("UPDATE session SET fence = fence + 1 WHERE id = :id");
    log.append(json(10));
    assertThatThrownBy(() -> log.store())
        .isInstanceOf(FencedException.class)
        .hasMessageContaining(session.id());
    assertThat(blocks()).containsExactly("1-1");
    assertThat(log.readableId()).isEqualTo(1);

    PostgresLog other = (PostgresLog) store.add(session("v 2", NOON), () -> {});
    other.append(json(10));
    other.store();
    assertThat(other.readableId()).as("others go on").isEqualTo(1);
  }

  @Test
  void aLogThatTheDatabaseRefusesHoldsUpNoOther() throws Exception {
    execute("ALTER TABLE block ADD CONSTRAINT refused CHECK (session <> :id)");
    try {
      PostgresLog other = (PostgresLog) store.add(session("v 2", NOON), () -> {});
      List<CompletableFuture<Void>> stored = new ArrayList<>();
      for (PostgresLog each : List.of(log, other)) {
        each.append(json(10));
        stored.add(CompletableFuture.runAsync(() -> store(each), threads));
      }
      Patience.join(stored.get(1));
      assertThat(other.readableId()).isEqualTo(1);
      assertThatThrownBy(() -> Patience.join(stored.get(0)))
          .hasRootCauseInstanceOf(SQLException.class);
      assertThat(log.readableId()).isZero();
    } finally {
      execute("ALTER TABLE block DROP CONSTRAINT refused");
    }
    log.store();
    assertThat(blocks()).containsExactly("1-1");
  }

  /** What stands for an event of which others see less is known when its log knows the event. */
  @Test
  void aReaderGetsNoEventThatItsLogDoesNotKnowYet() throws Exception {
    log.append(json(10));
    log.store();
    List<Long> seen = new ArrayList<>();
    FollowedLog followed =
        store.follow(session, () -> {}, (id, bytes, from, length) -> seen.add(id));
    EventLog.Cursor viewer = followed.cursorAfter(0);
    log.append(json(20));
    log.append(json(30));
    log.close();
    log.store();
    assertThat(blocks()).containsExactly("1-3");
    assertThat(readAll(viewer)).containsExactly(1L);
    assertThat(seen).isEmpty();
    followed.catchUp();
    assertThat(readAll(viewer)).containsExactly(2L, 3L);
    assertThat(seen).containsExactly(2L, 3L);
  }

  @Test
  void whatARemovedSessionSaysIsNotKept() throws Exception {
    log.append(json(10));
    log.store();
    store.remove(session.id());
    log.append(json(10));
    log.close();
    log.store();
    assertThat(blocks()).isEmpty();
    assertThat(log.cursorAfter(2).isAtEnd()).isTrue();
    log.delete();
  }

  @Test
  void framesAreCompressedQuickly() throws Exception {
    assertThat(
            rows(
                "SELECT attcompression::text FROM pg_attribute"
                    + " WHERE attrelid = 'block'::regclass AND attname = 'frames'"))
        .containsExactly("l");
  }
}
