package dev.yera.store;

import static dev.yera.store.PostgresStoreTest.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.it.Postgres;
import dev.yera.settings.BadSettingException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Tables of each older version are brought up to date with what was in them; of newer ones not. */
class PostgresUpgradeTest {
  private static final String LEFT = "11111111-1111-4111-8111-111111111111";
  private static final String OPEN = "22222222-2222-4222-8222-222222222222";
  private static final String FRAMES =
      """
      id: 1
      data: {"data":{"content":"one"}}

      id: 2
      data: {"data":{"content":"two"}}

      """;

  /** As the first version wrote it; what later ones added is not there. */
  private static final String ENDED_STATE =
      "{\"id\":\"%s\",\"owner\":\"u issuer ann\",\"app_id\":\"tools.report\",\"app_name\":\"Report\","
          + "\"arguments\":null,\"created_at\":\"2026-11-28T12:00:00.123456Z\","
          + "\"started_at\":\"2026-11-28T12:00:01Z\",\"ended_at\":\"2026-11-28T12:30:00Z\","
          + "\"exit\":{\"exit_code\":143,\"error\":{\"error_type\":\"AwayTimeout\","
          + "\"error_message\":\"Nobody was there\"}},\"last_event_id\":2,\"interactions\":1,"
          + "\"bytes\":%d,\"title\":\"Monday\",\"pinned\":true}";

  private static final String OPEN_STATE =
      "{\"id\":\"%s\",\"owner\":\"v 1\",\"app_id\":\"tools.report\",\"app_name\":\"Report\","
          + "\"arguments\":{\"args\":[1],\"kwargs\":{}},"
          + "\"created_at\":\"2026-11-28T13:00:00Z\",\"started_at\":null,\"title\":null,"
          + "\"pinned\":false}";

  private static final Map<String, String> EMPTY = Postgres.shared().empty();

  private static ExecutorService threads;

  @BeforeAll
  static void startThreads() {
    threads = Executors.newCachedThreadPool();
  }

  @AfterAll
  static void endThreads() {
    threads.shutdownNow();
  }

  private static PGSimpleDataSource source(Map<String, String> database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.get("yera.store"));
    source.setUser(database.get("yera.store.user"));
    source.setPassword(database.get("yera.store.password"));
    return source;
  }

  private static Stream<MigrationVersion> versions() {
    return Stream.of(Databases.migrations(source(EMPTY)).load().info().all())
        .map(MigrationInfo::getVersion);
  }

  private static MigrationVersion newest() {
    return versions().max(Comparator.naturalOrder()).orElseThrow();
  }

  static List<MigrationVersion> olderVersions() {
    return versions().filter(each -> newest().isNewerThan(each.getVersion())).toList();
  }

  @ParameterizedTest
  @MethodSource("olderVersions")
  void whatAnOlderVersionWroteIsThere(MigrationVersion version) throws Exception {
    Map<String, String> database = Postgres.shared().empty();
    Databases.migrations(source(database)).target(version).load().migrate();
    write(database, Integer.parseInt(version.getVersion()));
    try (SessionStore store = new PostgresStore(settings(database), threads)) {
      StoredSession left = store.find(LEFT).orElseThrow();
      assertThat(left.owner()).isEqualTo("u issuer ann");
      assertThat(left.title()).contains("Monday");
      assertThat(left.pinned()).isTrue();
      assertThat(left.status()).isEqualTo(StoredSession.Status.STOPPED);
      assertThat(left.links()).isEqualTo(Links.NONE);
      SessionQuery all = SessionQuery.of(new SessionQuery.Everybody());
      assertThat(store.page(all.in(StoredSession.Status.STOPPED)).sessions())
          .extracting(StoredSession::id)
          .containsExactly(LEFT);
      assertThat(found(store, "two")).containsExactly(LEFT);
      writeAsAnOlderServer(database);
      assertThat(found(store, "three")).containsExactly(OPEN);
      Slice said = store.log(left, () -> {}).cursorAfter(0).next();
      assertThat(new String(said.bytes(), said.offset(), said.length(), StandardCharsets.UTF_8))
          .isEqualTo(FRAMES);
      assertThat(store.unended()).extracting(StoredSession::id).containsExactly(OPEN);
      assertThat(store.find(OPEN).orElseThrow().arguments()).containsEntry("args", List.of(1L));
      StoredSession later = left.titled(Optional.of("Tuesday"));
      store.put(later);
      assertThat(store.find(LEFT)).contains(later);
      if (Integer.parseInt(version.getVersion()) >= 6) {
        StoredFile file = store.files().find(LEFT, "0123456789").orElseThrow();
        try (InputStream content = store.files().open(LEFT, file, 0)) {
          assertThat(content.readAllBytes()).asString().isEqualTo("a,b\n");
        }
      }
    }
    assertThat(Databases.migrations(source(database)).load().info().current().getVersion())
        .isEqualTo(newest());
  }

  private static List<String> found(SessionStore store, String words) {
    return store.page(SessionStorePromises.words(words)).sessions().stream()
        .map(StoredSession::id)
        .toList();
  }

  /** That runs while a newer one has changed the tables. */
  private static void writeAsAnOlderServer(Map<String, String> database) throws SQLException {
    try (Connection connection = Postgres.connect(database);
        PreparedStatement block =
            connection.prepareStatement(
                "INSERT INTO block SELECT session, first_id, last_id, frames,"
                    + " array_to_tsvector(string_to_array(words, ' '))"
                    + " FROM unnest(?, ?, ?, ?, ?)"
                    + " AS new (session, first_id, last_id, frames, words)")) {
      byte[] frames =
          "id: 1\ndata: {\"data\":{\"content\":\"three\"}}\n\n".getBytes(StandardCharsets.UTF_8);
      block.setArray(1, connection.createArrayOf("text", new Object[] {OPEN}));
      block.setArray(2, connection.createArrayOf("int8", new Object[] {1L}));
      block.setArray(3, connection.createArrayOf("int8", new Object[] {1L}));
      block.setArray(4, connection.createArrayOf("bytea", new byte[][] {frames}));
      block.setArray(5, connection.createArrayOf("text", new Object[] {"three"}));
      block.executeUpdate();
    }
  }

  /** Rows of a version of the tables. */
  private static void write(Map<String, String> database, int version) throws SQLException {
    byte[] ended = ENDED_STATE.formatted(LEFT, FRAMES.length()).getBytes(StandardCharsets.UTF_8);
    byte[] open = OPEN_STATE.formatted(OPEN).getBytes(StandardCharsets.UTF_8);
    try (Connection connection = Postgres.connect(database);
        PreparedStatement session =
            connection.prepareStatement(
                "INSERT INTO session (id, owner, app_id, status, created_at, ended_at, bytes,"
                    + " pinned, state) VALUES (?, ?, 'tools.report', ?, ?::timestamptz,"
                    + " ?::timestamptz, ?, ?, ?)");
        PreparedStatement block =
            connection.prepareStatement(
                "INSERT INTO block VALUES (?, 1, 2, ?, array_to_tsvector(ARRAY['one', 'two']))");
        Statement more = connection.createStatement()) {
      session.setString(1, LEFT);
      session.setString(2, "u issuer ann");
      session.setString(3, version < 3 ? "failed" : "stopped");
      session.setString(4, "2026-11-28T12:00:00.123456Z");
      session.setString(5, "2026-11-28T12:30:00Z");
      session.setLong(6, FRAMES.length());
      session.setBoolean(7, true);
      session.setBytes(8, ended);
      session.executeUpdate();
      session.setString(1, OPEN);
      session.setString(2, "v 1");
      session.setString(3, "created");
      session.setString(4, "2026-11-28T13:00:00Z");
      session.setString(5, null);
      session.setLong(6, 0);
      session.setBoolean(7, false);
      session.setBytes(8, open);
      session.executeUpdate();
      block.setString(1, LEFT);
      block.setBytes(2, FRAMES.getBytes(StandardCharsets.UTF_8));
      block.executeUpdate();
      if (version >= 6) {
        StoredFile file = new StoredFile("0123456789", "a.csv", "text/csv", 4, "0".repeat(64));
        try (PreparedStatement head =
            connection.prepareStatement(
                "INSERT INTO file (session, id, bytes, head) VALUES (?, ?, 4, ?)")) {
          head.setString(1, LEFT);
          head.setString(2, file.id());
          head.setBytes(3, file.json());
          head.executeUpdate();
        }
        more.execute(
            "INSERT INTO file_piece VALUES ('%s', '%s', 0, 'a,b\\012'::bytea)"
                .formatted(LEFT, file.id()));
      }
    }
  }

  @Test
  void tablesOfANewerVersionKeepTheServerFromStartingAndStayAsTheyAre() throws Exception {
    Map<String, String> database = Postgres.shared().empty();
    Databases.migrations(source(database)).target("5").load().migrate();
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO yera_schema_history VALUES (999, '999', 'later', 'SQL', 'V999__later.sql',"
              + " 1, current_user, now(), 1, true)");
    }
    assertThatThrownBy(() -> new PostgresStore(settings(database), threads))
        .isInstanceOf(BadSettingException.class)
        .hasMessage(
            "yera.store cannot be used: its tables are of version 999, and this version of the"
                + " server knows them up to %s: start the version that made them, or a newer one",
            newest());
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement();
        var tables =
            statement.executeQuery(
                "SELECT count(*) FROM information_schema.tables WHERE table_name = 'file'")) {
      assertThat(tables.next()).isTrue();
      assertThat(tables.getInt(1)).isZero();
    }
  }
}
