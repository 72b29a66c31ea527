package dev.yera.store;

import static dev.yera.store.SessionStorePromises.NOON;
import static dev.yera.store.SessionStorePromises.ended;
import static dev.yera.store.SessionStorePromises.fill;
import static dev.yera.store.SessionStorePromises.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.event.SseFrame;
import dev.yera.it.Postgres;
import dev.yera.settings.BadSettingException;
import dev.yera.settings.StoreSync;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoveToPostgresTest {
  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> settings = new HashMap<>();
  private final List<StoredSession> sessions = new ArrayList<>();
  private final Map<String, String> logs = new HashMap<>();
  private final List<StoredFile> copied = new ArrayList<>();

  @BeforeEach
  void fillTheFiles() throws IOException {
    settings.putAll(Postgres.shared().database());
    settings.put("yera.store.dir", folder.toString());
    try (SessionStore files = files()) {
      for (int i = 0; i < 5; i++) {
        StoredSession session = session("u issuer ann", NOON.plusSeconds(i));
        EventLog log = files.add(session, () -> {});
        fill(log, i == 0 ? 0 : 60 * i);
        log.close();
        log.store();
        sessions.add(
            i == 4 ? session.started(NOON) : ended(session, NOON, log.size()).pinned(true));
        files.put(sessions.get(i));
        logs.put(session.id(), all(log));
        FileShelf.Label label = new FileShelf.Label("0123456789", "a.csv", "text/csv");
        byte[] content = SessionStorePromises.content(i);
        copied.add(
            files.files().put(session.id(), label, new ByteArrayInputStream(content), 1_000_000));
      }
    }
  }

  @AfterEach
  void end() {
    threads.shutdown();
  }

  private FileStore files() {
    return new FileStore(folder, StoreSync.NEVER, Optional.empty(), threads);
  }

  private SessionStore database() {
    return new PostgresStore(PostgresStoreTest.settings(settings), threads);
  }

  private static String all(EventLog log) {
    StringBuilder all = new StringBuilder();
    EventLog.Cursor cursor = log.cursorAfter(0);
    for (Slice slice = cursor.next(); slice != null; slice = cursor.next()) {
      all.append(new String(slice.bytes(), slice.offset(), slice.length(), StandardCharsets.UTF_8));
    }
    return all.toString();
  }

  private String move() throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream progress = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      MoveToPostgres.run(PostgresStoreTest.settings(settings), progress);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  private void isAllSearchable() throws SQLException {
    try (Connection connection = Postgres.connect(settings);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*), count(words) FROM block")) {
      row.next();
      assertThat(row.getInt(1)).isPositive();
      assertThat(row.getInt(2)).as("rows with their words").isEqualTo(row.getInt(1));
    }
  }

  private void isAllThere() {
    try (SessionStore database = database()) {
      for (StoredSession session : sessions) {
        StoredSession there = database.find(session.id()).orElseThrow();
        assertThat(there.json()).isEqualTo(session.json());
        StoredFile file = copied.get(sessions.indexOf(session));
        assertThat(database.files().list(session.id())).containsExactly(file);
        assertThat(all(database.log(there, () -> {}))).isEqualTo(logs.get(session.id()));
      }
    }
  }

  @Test
  void everySessionIsInTheDatabaseAsItWas() throws IOException, SQLException {
    assertThat(move()).contains("5 sessions copied, 0 were there");
    isAllSearchable();
    isAllThere();
    assertThat(move()).as("the one that has not ended is looked at again").contains("4 were there");
    isAllThere();
  }

  @Test
  void whatWasStoppedIsFoundAsThatInTheDatabase() throws IOException {
    StoredSession stopped =
        SessionStorePromises.stopped(session("u issuer ann", NOON), "AwayTimeout");
    try (SessionStore files = files()) {
      files.add(stopped, () -> {}).close();
      files.put(stopped);
    }
    move();
    try (SessionStore database = database()) {
      SessionQuery query = SessionQuery.of(new SessionQuery.Everybody());
      assertThat(database.page(query.in(StoredSession.Status.STOPPED)).sessions())
          .extracting(StoredSession::id)
          .containsExactly(stopped.id());
    }
  }

  /** As if the command had been stopped, with some events of a session there. */
  private StoredSession half(SessionStore files, SessionStore database, StoredSession whole)
      throws IOException {
    StoredSession begun =
        new StoredSession(
            whole.id(),
            whole.owner(),
            whole.appId(),
            whole.appName(),
            whole.arguments(),
            whole.createdAt(),
            whole.startedAt(),
            Optional.empty(),
            whole.title(),
            whole.pinned());
    EventLog log = database.add(begun, () -> {});
    Slice slice = files.log(whole, () -> {}).cursorAfter(0).next();
    int end = slice.offset() + slice.length();
    for (int at = slice.offset(); at < end; ) {
      int next = SseFrame.end(slice.bytes(), at, end);
      log.append(SseFrame.payload(slice.bytes(), at, next));
      at = next;
    }
    log.store();
    assertThat(log.lastId()).isPositive().isLessThan(180);
    return begun;
  }

  @Test
  void whatWasStoppedInTheMiddleGoesOnThere() throws IOException {
    try (SessionStore files = files();
        SessionStore database = database()) {
      EventLog copy = database.add(session("x", NOON).started(NOON), () -> {});
      copy.append("{}".getBytes(StandardCharsets.UTF_8)); // of somebody else
      copy.store();
      half(files, database, sessions.get(3));
    }
    move();
    isAllThere();
  }

  /** A server that was started meanwhile takes it for one of its own that was lost. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void whatAServerHasEndedInTheMiddleIsCopiedAnew(int session) throws IOException {
    try (SessionStore files = files();
        SessionStore database = database()) {
      end(database, half(files, database, sessions.get(session)));
    }
    move();
    isAllThere();
  }

  @Test
  void whatAServerHasEndedAfterItWasCopiedStays() throws IOException {
    move();
    StoredSession running = sessions.get(4);
    StoredSession ended;
    try (SessionStore database = database()) {
      ended = end(database, running);
    }
    assertThat(move()).contains("5 were there");
    try (SessionStore database = database()) {
      assertThat(database.find(running.id()).orElseThrow().json()).isEqualTo(ended.json());
    }
  }

  private static StoredSession end(SessionStore database, StoredSession running)
      throws IOException {
    EventLog log = database.log(running, () -> {});
    log.append("{\"block_type\":\"exit\"}".getBytes(StandardCharsets.UTF_8));
    log.close();
    log.store();
    StoredSession began = running.startedAt().isPresent() ? running : running.started(NOON);
    Map<String, Object> exit = Map.of("error", Map.of("error_type", "ServerLost"));
    StoredSession ended =
        began.ended(new StoredSession.End(NOON, exit, log.lastId(), 0, log.size()));
    database.put(ended);
    return ended;
  }

  @Test
  void aDatabaseOfNodesIsRefused() throws IOException {
    settings.put("yera.cluster.address", "http://127.0.0.1:1");
    settings.put("yera.cluster.secret", "s".repeat(32));
    try (SessionStore database = database();
        PostgresNodes nodes = new PostgresNodes(PostgresStoreTest.settings(settings))) {
      assertThat(database.isLasting()).isTrue();
      nodes.enter("one", "http://127.0.0.1:1", "1", Duration.ofMinutes(1));
      assertThatThrownBy(this::move)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("The nodes of a cluster use the database");
      nodes.leave("one");
    }
    move();
    isAllThere();
  }

  @Test
  void aFolderInUseOrAnotherTargetIsRefused() {
    try (SessionStore inUse = files()) {
      assertThatThrownBy(this::move)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("another server uses it");
      assertThat(inUse.isLasting()).isTrue();
    }
    settings.put("yera.store", "files");
    assertThatThrownBy(this::move)
        .isInstanceOf(BadSettingException.class)
        .hasMessageContaining("jdbc:postgresql");
  }
}
