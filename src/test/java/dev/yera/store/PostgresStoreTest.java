package dev.yera.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.Patience;
import dev.yera.it.Postgres;
import dev.yera.settings.BadSettingException;
import dev.yera.settings.Settings;
import dev.yera.store.java.javaURLContextFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.naming.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresStoreTest extends LastingStorePromises {
  private static Map<String, String> database;

  @BeforeAll
  static void makeDatabase() {
    database = Postgres.shared().database();
  }

  @AfterEach
  void empty() throws Exception {
    try (var connection = Postgres.connect(database);
        var statement = connection.createStatement()) {
      statement.execute("DELETE FROM session");
    }
  }

  @Override
  SessionStore open() {
    return new PostgresStore(settings(database), threads);
  }

  static Settings settings(Map<String, String> values) {
    return new Settings(key -> Optional.ofNullable(values.get(key)));
  }

  private static Map<String, String> with(Map<String, String> values, String key, String value) {
    Map<String, String> changed = new HashMap<>(values);
    changed.put(key, value);
    return changed;
  }

  @Test
  void twoServersThatStartAtOnceMakeTheTablesOnce() throws SQLException, IOException {
    Map<String, String> fresh = Postgres.shared().empty();
    List<CompletableFuture<SessionStore>> opening = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      opening.add(
          CompletableFuture.supplyAsync(
              () -> new PostgresStore(settings(fresh), threads), threads));
    }
    opening.forEach(each -> Patience.join(each).close());
    try (var connection = Postgres.connect(fresh);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM yera_schema_history")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).as("migrations").isEqualTo(migrations());
    }
  }

  private static int migrations() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/dev/yera/store"))) {
      return Math.toIntExact(files.filter(each -> each.toString().endsWith(".sql")).count());
    }
  }

  /** What a server before version 3 of the tables wrote. */
  static void asBefore(Map<String, String> database) throws SQLException {
    try (var connection = Postgres.connect(database);
        var statement = connection.createStatement()) {
      statement.execute("UPDATE session SET status = 'failed' WHERE status = 'stopped'");
      statement.execute("DROP INDEX session_to_be_read");
      statement.execute(
          "DROP INDEX session_unended_of_owner, session_of_node, block_without_words");
      statement.execute("DROP TABLE node, share, ended_login, done_once, file, file_piece, audit");
      statement.execute("DELETE FROM yera_schema_history WHERE version::int >= 3");
    }
  }

  @Test
  void whatWasStoredAsFailedIsStoppedIfItWas() throws Exception {
    List<String> stops = new ArrayList<>();
    for (String type :
        List.of("AwayTimeout", "IdleTimeout", "LifetimeExceeded", "ServerShutdown", "ServerLost")) {
      stops.add(0, add(stopped(session("v 1", NOON.plusSeconds(stops.size())), type)).id());
    }
    StoredSession failed = add(stopped(session("v 1", NOON), "java.lang.IllegalStateException"));
    StoredSession titled =
        add(
            stopped(session("v 1", NOON.plusSeconds(9)), "ProcessExited")
                .titled(Optional.of("\"error\":{\"error_type\":\"AwayTimeout\"")));
    store.close();
    asBefore(database);
    store = open();
    assertThat(ids(all().in(StoredSession.Status.STOPPED))).isEqualTo(stops);
    assertThat(ids(all().in(StoredSession.Status.FAILED)))
        .containsExactly(titled.id(), failed.id());
  }

  /** Rare words and those that are nearly everywhere are searched in two ways. */
  @Test
  void findsWordsThatAreRareAndWordsThatAreEverywhere() throws Exception {
    StoredSession rare = session("v 1", NOON);
    say(rare, "common rareword", "frequent");
    StoredSession other = session("v 1", NOON.plusSeconds(1));
    say(other, "rareword alone");
    String many = " FROM generate_series(1, %d) AS n".formatted(PageStatement.MOST_FOUND + 1);
    try (var connection = Postgres.connect(database);
        var statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO session (id, owner, app_id, status, created_at, ended_at, pinned, state)"
              + " SELECT 'many-' || n, 'v 2', 'x', 'ended', now(), now(), false,"
              + " (SELECT state FROM session WHERE id = '%s')".formatted(rare.id())
              + many);
      statement.execute(
          "INSERT INTO block SELECT 'many-' || n, 1, 1, '', '''common'' ''frequent'''::tsvector"
              + many);
    }
    assertThat(ids(words("rareword"))).containsExactly(other.id(), rare.id());
    assertThat(ids(words("common rareword"))).containsExactly(rare.id());
    assertThat(ids(words("frequent common rare"))).containsExactly(rare.id());
    assertThat(ids(words(new SessionQuery.OneOwner("v 1"), "common frequent")))
        .containsExactly(rare.id());
    assertThat(ids(words("common frequent"))).hasSize(10);
    assertThat(ids(words("common nobodysaidthis"))).isEmpty();
  }

  @Test
  void aServerThatIsAloneDoesNotStartWhereNodesLive() {
    try (PostgresNodes nodes = new PostgresNodes(settings(database))) {
      nodes.enter("node-1", "http://127.0.0.1:1", "test", Duration.ofMinutes(1));
      assertThatThrownBy(() -> new PostgresStore(settings(database), threads))
          .isInstanceOf(BadSettingException.class)
          .hasMessageContaining("yera.cluster.address");
      nodes.leave("node-1");
      new PostgresStore(settings(database), threads).close();
    }
  }

  @Test
  void thePasswordMayBeInAFile() throws IOException {
    Map<String, String> inFile = new HashMap<>(database);
    String password = inFile.remove("yera.store.password");
    Files.writeString(folder.resolve("password"), password + "\n");
    inFile.put("yera.store.password-file", folder.resolve("password").toString());
    try (SessionStore other = new PostgresStore(settings(inFile), threads)) {
      assertThat(other.unended()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1:1/nobody",
        "jdbc:postgresql://127.0.0.1:not-a-port/x",
        "jdbc:postgresql://nowhere.invalid/x",
        "java:app/nothing",
        "java:comp/env/jdbc/nothing"
      })
  void aDatabaseThatIsNotThereKeepsTheServerFromStarting(String place) {
    Map<String, String> wrong = with(database, "yera.store", place);
    assertThatThrownBy(() -> new PostgresStore(settings(wrong), threads))
        .isInstanceOf(BadSettingException.class)
        .hasMessageContaining("yera.store");
  }

  @Test
  void aWrongPasswordKeepsTheServerFromStartingAndIsNotTold() {
    Map<String, String> wrong = with(database, "yera.store.password", "guessed");
    assertThatThrownBy(() -> new PostgresStore(settings(wrong), threads))
        .isInstanceOf(BadSettingException.class)
        .hasMessageContaining("yera.store")
        .hasMessageContaining("authentication failed")
        .hasMessageNotContaining("guessed");
  }

  @Test
  void aDatabaseThatCannotHoldEveryTextKeepsTheServerFromStarting() throws SQLException {
    Map<String, String> ascii = Postgres.shared().empty("ENCODING SQL_ASCII");
    assertThatThrownBy(() -> new PostgresStore(settings(ascii), threads))
        .isInstanceOf(BadSettingException.class)
        .hasMessageContaining("yera.store")
        .hasMessageContaining("not UTF8");
  }

  @Test
  void aDatabaseOfSomebodyElseKeepsTheServerFromStarting() throws SQLException {
    Map<String, String> taken = Postgres.shared().empty();
    try (var connection = Postgres.connect(taken);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE session (theirs text)");
    }
    assertThatThrownBy(() -> new PostgresStore(settings(taken), threads))
        .isInstanceOf(BadSettingException.class)
        .hasMessageContaining("yera.store");
  }

  @Test
  void aDataSourceOfTheServerIsTakenByItsName() throws SQLException, IOException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.get("yera.store"));
    source.setUser(database.get("yera.store.user"));
    source.setPassword(database.get("yera.store.password"));
    javaURLContextFactory.NAMED.put("java:app/jdbc/yera", source);
    javaURLContextFactory.NAMED.put("java:app/text", "no DataSource");
    System.setProperty(Context.URL_PKG_PREFIXES, "dev.yera.store");
    try {
      StoredSession session = session("v 1", NOON);
      Settings byName = settings(Map.of("yera.store", "java:app/jdbc/yera"));
      try (SessionStore other = new PostgresStore(byName, threads)) {
        EventLog log = other.add(session, () -> {});
        log.append(json(10));
        log.store();
        assertThat(readAll(log.cursorAfter(0))).containsExactly(1L);
      }
      isThere(session);
      Settings wrong = settings(Map.of("yera.store", "java:app/text"));
      assertThatThrownBy(() -> new PostgresStore(wrong, threads))
          .isInstanceOf(BadSettingException.class)
          .hasMessageContaining("yera.store")
          .hasMessageContaining("is no DataSource");
    } finally {
      System.clearProperty(Context.URL_PKG_PREFIXES);
    }
  }
}
