package dev.yera.store;

import static dev.yera.store.SessionStorePromises.NOON;
import static dev.yera.store.SessionStorePromises.session;
import static dev.yera.store.SessionStorePromises.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Patience;
import dev.yera.it.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The words of rows that were stored without them. */
class IndexerTest {
  private static final int SEVERAL_ROWS = 2_000;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> database = new HashMap<>(Postgres.shared().database());
  private final StoredSession session = session("u issuer ann", NOON);
  private PostgresStore store;

  @BeforeEach
  void open() {
    store = open(database);
  }

  private PostgresStore open(Map<String, String> settings) {
    return new PostgresStore(PostgresStoreTest.settings(settings), threads);
  }

  @AfterEach
  void close() {
    store.close();
    threads.shutdown();
  }

  /** Many events, of which one has this word, at once. */
  private static EventLog burst(PostgresStore store, StoredSession session, String word)
      throws IOException {
    EventLog log = store.add(session, () -> {});
    for (int i = 0; i < SEVERAL_ROWS; i++) {
      say(log, i == SEVERAL_ROWS / 2 ? word : "piece " + i, "");
    }
    log.store();
    return log;
  }

  private static void say(EventLog log, String word, String more) {
    String json = "{\"data\":{\"content\":\"of many events %s\",\"more\":\"%s\"}}";
    log.append(json.formatted(word, more).getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> found(SessionStore store, String words) {
    return found(store, new SessionQuery.Everybody(), words);
  }

  private static List<String> found(SessionStore store, SessionQuery.Whose whose, String words) {
    return store.page(words(whose, words)).sessions().stream().map(StoredSession::id).toList();
  }

  private CompletableFuture<List<String>> finding(PostgresStore store, String words) {
    return CompletableFuture.supplyAsync(() -> found(store, words), threads);
  }

  private Connection connect() throws SQLException {
    return Postgres.connect(database);
  }

  private int count(String sql) throws SQLException {
    return count(database, sql);
  }

  private static int count(Map<String, String> database, String sql) throws SQLException {
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + sql)) {
      row.next();
      return row.getInt(1);
    }
  }

  private int wordless() throws SQLException {
    return count("block WHERE words IS NULL");
  }

  private boolean isLockedOut() throws SQLException {
    return count("pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")
        > 0;
  }

  /** As a server leaves it that is killed. */
  private void leaveWordless() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("UPDATE block SET words = NULL")).isPositive();
    }
  }

  /** Until the transaction ends, nobody else adds words of that session. */
  private static void takeTurn(Connection connection, StoredSession session) throws SQLException {
    connection.setAutoCommit(false);
    UnderLock.await(connection, "yera words of " + session.id());
  }

  // ---- A search

  @Test
  void aBurstIsStoredWithoutWordsAndFoundByASearchThatFollows() throws Exception {
    try (Connection other = connect()) {
      takeTurn(other, session);
      burst(store, session, "needle");
      assertThat(wordless()).isPositive();
      CompletableFuture<List<String>> finding = finding(store, "needle");
      await().until(this::isLockedOut);
      assertThat(finding).isNotDone();
      other.rollback();
      assertThat(Patience.join(finding)).containsExactly(session.id());
    }
  }

  @Test
  void whatIsSmallHasItsWordsAtOnce() throws Exception {
    try (Connection other = connect()) {
      takeTurn(other, session);
      EventLog log = store.add(session, () -> {});
      say(log, "needle", "");
      log.store();
      assertThat(wordless()).isZero();
      assertThat(found(store, "needle")).containsExactly(session.id());
      other.rollback();
    }
  }

  @Test
  void aSearchLeavesTheSessionsOfOthersAlone() throws Exception {
    burst(store, session, "needle");
    StoredSession theirs = session("u issuer bob", NOON);
    try (Connection other = connect()) {
      takeTurn(other, theirs);
      burst(store, theirs, "needle");
      assertThat(found(store, new SessionQuery.OneOwner("u issuer ann"), "needle"))
          .containsExactly(session.id());
      assertThat(wordless()).isPositive();
      other.rollback();
    }
  }

  /** As the flusher does when a segment is full. */
  @Test
  void aSearchFindsWhatIsInARowThatIsJustBeingReplaced() throws Exception {
    burst(store, session, "needle");
    try (Connection replacing = connect();
        Statement statement = replacing.createStatement()) {
      try (Connection other = connect()) {
        takeTurn(other, session);
        leaveWordless();
        replacing.setAutoCommit(false);
        statement.execute("SELECT FROM session WHERE id = '" + session.id() + "' FOR SHARE");
        statement.execute("CREATE TEMPORARY TABLE again ON COMMIT DROP AS SELECT * FROM block");
        statement.execute("DELETE FROM block");
        statement.execute("INSERT INTO block SELECT * FROM again");
        other.rollback();
      }
      CompletableFuture<List<String>> finding = finding(store, "needle");
      await().until(this::isLockedOut);
      assertThat(finding).isNotDone();
      replacing.commit();
      assertThat(Patience.join(finding)).containsExactly(session.id());
    }
  }

  @Test
  void aSearchFindsWhatAServerLeftThatWasKilled() throws Exception {
    burst(store, session, "needle");
    store.close();
    leaveWordless();
    store = open(database);
    assertThat(found(store, "needle")).containsExactly(session.id());
    assertThat(wordless()).isZero();
  }

  // ---- Without a search

  @Test
  void aBurstGetsItsWordsWithoutASearch() throws Exception {
    burst(store, session, "needle");
    await().until(() -> wordless() == 0);
    assertThat(count("block WHERE words @@ 'needle'::tsquery")).isEqualTo(1);
  }

  @Test
  void whatAServerLeftThatWasKilledGetsItsWordsWithoutASearch() throws Exception {
    burst(store, session, "needle");
    store.close();
    leaveWordless();
    store = open(database);
    await().until(() -> wordless() == 0);
    assertThat(count("block WHERE words @@ 'needle'::tsquery")).isEqualTo(1);
  }

  @Test
  void aSessionAtWhichAnotherServerIsHoldsUpNoOther() throws Exception {
    StoredSession second = session("u issuer ann", NOON);
    try (Connection other = connect()) {
      takeTurn(other, session);
      burst(store, session, "needle");
      burst(store, second, "needle");
      await()
          .until(() -> count("block WHERE words IS NULL AND session = '" + second.id() + "'") == 0);
      assertThat(wordless()).isPositive();
      other.rollback();
    }
    await().until(() -> wordless() == 0);
  }

  @Test
  void aRowThatCannotBeReadHoldsUpNoOther() throws Exception {
    burst(store, session, "needle");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "UPDATE block SET words = NULL,"
                      + " frames = CASE first_id WHEN 1 THEN 'id: 1' ELSE frames END"))
          .isGreaterThan(1);
    }
    assertThat(found(store, "needle")).containsExactly(session.id());
    await().until(() -> wordless() == 0);
  }

  @Test
  void afterTheDatabaseWasGoneItGoesOn() throws Exception {
    try (Postgres mortal = new Postgres()) {
      Map<String, String> settings = new HashMap<>(mortal.database());
      settings.put("yera.store.timeout", "PT1S");
      try (PostgresStore here = open(settings);
          Connection other = Postgres.connect(settings)) {
        takeTurn(other, session);
        burst(here, session, "needle");
        mortal.kill();
        await().until(() -> here.trouble().isPresent());
        mortal.start();
        await()
            .ignoreException(SQLException.class)
            .until(() -> count(settings, "block WHERE words IS NULL") == 0);
        assertThat(count(settings, "block WHERE words @@ 'needle'::tsquery")).isEqualTo(1);
      }
    }
  }

  // ---- Many at once

  @Test
  void twoServersAddWordsAtOnce() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      StoredSession each = session("u issuer ann", NOON.minusSeconds(i));
      burst(store, each, "needle");
      ids.add(each.id());
    }
    try (PostgresStore second = open(database)) {
      for (int i = 0; i < 5; i++) {
        leaveWordless();
        CompletableFuture<List<String>> here = finding(store, "needle");
        CompletableFuture<List<String>> there = finding(second, "needle");
        assertThat(Patience.join(here)).isEqualTo(ids);
        assertThat(Patience.join(there)).isEqualTo(ids);
      }
      leaveWordless();
      await().until(() -> wordless() == 0);
    }
  }

  /** Rows are inserted, replaced and removed under those that add words. */
  @Test
  void sessionsThatGrowAndGoMeanwhileAreFoundOnce() throws Exception {
    List<StoredSession> sessions = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      sessions.add(session("u issuer ann", NOON.minusSeconds(i)));
    }
    AtomicBoolean isOver = new AtomicBoolean();
    try (PostgresStore second = open(database)) {
      List<CompletableFuture<Void>> searching = new ArrayList<>();
      for (PostgresStore each : List.of(store, second)) {
        searching.add(CompletableFuture.runAsync(() -> search(each, isOver), threads));
      }
      List<CompletableFuture<Void>> growing = new ArrayList<>();
      for (StoredSession each : sessions) {
        boolean goes = sessions.indexOf(each) % 2 == 1;
        growing.add(CompletableFuture.runAsync(() -> grow(each, goes), threads));
      }
      growing.forEach(Patience::join);
      isOver.set(true);
      searching.forEach(Patience::join);
      List<String> kept = new ArrayList<>();
      for (int i = 0; i < sessions.size(); i += 2) {
        kept.add(sessions.get(i).id());
      }
      assertThat(found(store, "first last")).isEqualTo(kept);
      assertThat(found(second, "first last")).isEqualTo(kept);
      assertThat(wordless()).isZero();
    }
  }

  private static void search(PostgresStore store, AtomicBoolean isOver) {
    while (!isOver.get()) {
      assertThat(found(store, "first many")).doesNotHaveDuplicates();
    }
  }

  private void grow(StoredSession session, boolean goes) {
    try {
      EventLog log = store.add(session, () -> {});
      for (int i = 0; i < 60; i++) {
        say(log, i == 0 ? "first" : i == 59 ? "last" : "piece", "x".repeat(18_000));
        log.store();
        if (i % 10 == 0) {
          assertThat(found(store, "first")).contains(session.id());
        }
      }
      if (goes) {
        store.remove(session.id());
      } else {
        log.close();
        log.store();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
