package dev.yera.store;

import static dev.yera.store.SessionStorePromises.NOON;
import static dev.yera.store.SessionStorePromises.fill;
import static dev.yera.store.SessionStorePromises.numbers;
import static dev.yera.store.SessionStorePromises.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.it.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a key file promises of sessions in PostgreSQL (contract, section 8). */
class SealedPostgresTest {
  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> settings = new HashMap<>();
  private SessionStore store;

  @BeforeEach
  void open() throws IOException {
    settings.putAll(Postgres.shared().database());
    settings.put("yera.store.key-file", key("key"));
    store = store();
  }

  @AfterEach
  void close() {
    store.close();
    threads.shutdown();
  }

  private String key(String name) throws IOException {
    String text = Base64.getEncoder().encodeToString(SessionKey.random());
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private SessionStore store() {
    return new PostgresStore(PostgresStoreTest.settings(settings), threads);
  }

  private static StoredSession session() {
    return new StoredSession(
        UUID.randomUUID().toString(),
        "u issuer ann",
        "demo.echo",
        "Echo",
        Map.of("args", List.of("secret-argument"), "kwargs", Map.of()),
        NOON,
        Optional.empty(),
        Optional.empty(),
        Optional.of("secret-title"),
        false);
  }

  private StoredSession say(StoredSession session) throws IOException {
    EventLog log = store.add(session, () -> {});
    log.append("{\"data\":{\"content\":\"secret-word\"}}".getBytes(StandardCharsets.UTF_8));
    log.store();
    fill(log, 100);
    log.close();
    log.store();
    store.put(session.started(NOON));
    assertThat(log.size()).isPositive();
    return session.started(NOON);
  }

  private void isThere(StoredSession session) {
    assertThat(store.find(session.id()).orElseThrow().json()).isEqualTo(session.json());
    EventLog log = store.log(session, () -> {});
    assertThat(readAll(log.cursorAfter(0))).isEqualTo(numbers(1, 101));
    assertThat(readAll(log.cursorAfter(50))).isEqualTo(numbers(51, 101));
  }

  @Test
  void nothingInTheDatabaseShowsWhatIsInASession() throws Exception {
    StoredSession session = say(session());
    isThere(session);
    try (var connection = Postgres.connect(settings);
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) FROM session LEFT JOIN block ON session = id"
                    + " WHERE position('secret' IN encode(state, 'escape')) > 0"
                    + " OR position('secret' IN encode(frames, 'escape')) > 0"
                    + " OR words <> '' OR words IS NULL")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isZero();
    }
    EventLog before = store.log(session, () -> {});
    store.close();
    store = store();
    isThere(session);
    assertThat(store.log(session, () -> {}).size()).isEqualTo(before.size());
    assertThat(store.unended()).extracting(StoredSession::id).containsExactly(session.id());
    SessionQuery all = SessionQuery.of(new SessionQuery.Everybody());
    assertThat(store.page(all.part(Optional.empty(), 10)).sessions()).hasSize(1);
    assertThat(store.isSearchable()).isFalse();
  }

  @Test
  void aLogGoesOnAfterARestart() throws IOException {
    StoredSession session = session();
    EventLog log = store.add(session, () -> {});
    fill(log, 10);
    store.close();
    store = store();
    EventLog again = store.log(session, () -> {});
    assertThat(again.size()).isEqualTo(log.size());
    assertThat(again.append("{}".getBytes(StandardCharsets.UTF_8))).isEqualTo(11);
    again.close();
    again.store();
    assertThat(readAll(again.cursorAfter(0))).isEqualTo(numbers(1, 11));
  }

  @Test
  void whatWasStoredAsFailedIsStoppedIfItWas() throws Exception {
    StoredSession stopped = SessionStorePromises.stopped(session(), "AwayTimeout");
    StoredSession failed = SessionStorePromises.stopped(session(), "ProcessExited");
    for (StoredSession each : List.of(stopped, failed)) {
      assertThat(store.add(each, () -> {}).lastId()).isZero();
    }
    store.close();
    PostgresStoreTest.asBefore(settings);
    store = store();
    SessionQuery all = SessionQuery.of(new SessionQuery.Everybody());
    assertThat(store.page(all.in(StoredSession.Status.STOPPED)).sessions())
        .extracting(StoredSession::id)
        .containsExactly(stopped.id());
    assertThat(store.page(all.in(StoredSession.Status.FAILED)).sessions())
        .extracting(StoredSession::id)
        .containsExactly(failed.id());
  }

  @Test
  void withoutItsKeyAStoreDoesNotOpen() throws IOException {
    StoredSession session = say(session());
    String right = settings.put("yera.store.key-file", "");
    assertThatThrownBy(this::store)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("yera.store.key-file is needed");
    settings.put("yera.store.key-file", key("other"));
    assertThatThrownBy(this::store)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("yera.store.key-file is not the key");
    settings.put("yera.store.key-file", right);
    store.close();
    store = store();
    isThere(session);
  }

  @Test
  void rowsThatChangedTheirPlacesAreNoticed() throws IOException, SQLException {
    StoredSession session = say(session());
    try (var connection = Postgres.connect(settings);
        var statement = connection.createStatement()) {
      int changed =
          statement.executeUpdate(
              "UPDATE block SET frames = (SELECT other.frames FROM block AS other"
                  + " WHERE other.first_id > 1 ORDER BY first_id LIMIT 1) WHERE first_id = 1");
      assertThat(changed).isEqualTo(1);
    }
    store.close();
    store = store();
    EventLog.Cursor cursor = store.log(session, () -> {}).cursorAfter(0);
    assertThatThrownBy(cursor::next).isInstanceOf(UncheckedIOException.class);
  }
}
