package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

/** In PostgreSQL. */
@Thorough
@OwnServer
class PostgresSessionsIT extends StoredSessions {
  private static final Pattern RESOURCES =
      Pattern.compile("(?ms)^```\\n(create-jdbc-connection-pool .*?)^```$");

  private Postgres postgres;
  private Map<String, String> database;

  @BeforeEach
  void openDatabase() {
    postgres = new Postgres();
    database = new HashMap<>(postgres.database());
    database.put("yera.store.timeout", "PT2S"); // so that a refusal does not take a minute
  }

  @AfterEach
  void closeDatabase() {
    if (postgres != null) {
      postgres.close();
    }
  }

  @Override
  PayaraProcess server() throws IOException {
    return new PayaraProcess("postgres", "", database);
  }

  private static void answer(Server server, String session) {
    try (SseClient viewer = server.stream(session)) {
      String block = viewer.awaitQuestion("text_input", 1).block();
      assertThat(server.answer(session, block, "text_input", "said").status()).isEqualTo(202);
      viewer.awaitQuestion("text_input", 2);
    }
  }

  @Test
  void whileTheDatabaseIsGoneTheServerSaysSo() throws IOException {
    String before;
    String unread;
    String share;
    String created;
    try (PayaraProcess payara = server()) {
      before = payara.server().create("it.cat");
      share = share(payara.server(), before);
      created = createdOnce(payara.server());
      unread = payara.server().create("it.cat");
      answer(payara.server(), before);
      answer(payara.server(), unread);
    }
    try (PayaraProcess payara = server()) {
      Server server = payara.server();
      String answers = "/api/sessions/" + before + "/interactions";
      assertThat(server.get(answers).list()).hasSize(1);
      assertThat(server.get("/api/sessions/" + before + share).status()).isEqualTo(200);
      assertThat(createdOnce(server)).isEqualTo(created);
      String session = server.create("it.cat");
      String known = "/api/sessions/" + session + share(server, session);
      String unknown = "/api/sessions/" + session + share(server, session);
      assertThat(server.get(known).status()).isEqualTo(200);
      try (SseClient viewer = server.stream(session)) {
        String block = viewer.awaitQuestion("text_input", 1).block();
        postgres.kill();
        await().until(() -> server.get("/health/ready").status() == 503);
        assertThat(server.get("/health/ready").text()).contains("cannot be reached");
        Server.Answer refused = server.post("/api/sessions", Map.of("app_id", "it.cat"));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json()).containsEntry("type", "/problems/store-unavailable");
        assertThat(refused.header("Retry-After")).isNotNull();
        assertThat(server.get("/api/sessions").status()).isEqualTo(503);
        assertThat(server.get("/api/sessions/" + unread + "/interactions").status()).isEqualTo(503);
        assertThat(server.get(known).status()).isEqualTo(200);
        assertThat(server.get(unknown).status()).isEqualTo(503);
        assertThat(server.get(unknown).json()).containsEntry("type", "/problems/store-unavailable");
        assertThat(server.get(unknown).header("Retry-After")).isNotNull();
        assertThat(server.get("/health/live").status()).isEqualTo(200);

        postgres.start();
        await().until(() -> server.get("/health/ready").status() == 200);
        await().until(() -> server.answer(session, block, "text_input", "back").status() == 202);
        viewer.awaitQuestion("text_input", 2);
        assertThat(server.get(answers).list()).hasSize(1);
      }
    }
  }

  /** As the page makes it: by a plain name, because Payara's resources have no other. */
  @Test
  void aDataSourceOfTheServerKeepsThemAsWell() throws Exception {
    addUser();
    Map<String, String> settings = Map.of("yera.store", "java:jdbc/yera");
    Path driver = Path.of(Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (PayaraProcess payara =
        PayaraProcess.withResources("data-source", settings, resources(), driver)) {
      Server server = payara.server();
      String session = server.create("it.cat");
      try (SseClient viewer = server.stream(session)) {
        String block = viewer.awaitQuestion("text_input", 1).block();
        assertThat(server.answer(session, block, "text_input", "said").status()).isEqualTo(202);
        String next = viewer.awaitQuestion("text_input", 2).block();

        postgres.kill();
        await().until(() -> server.get("/health/ready").status() == 503);
        assertThat(server.get("/api/sessions").status()).isEqualTo(503);
        postgres.start();
        await().until(() -> server.get("/health/ready").status() == 200);
        await().until(() -> server.answer(session, next, "text_input", "back").status() == 202);
        viewer.awaitQuestion("text_input", 3);
      }
      assertThat(server.get("/api/sessions/" + session + "/interactions").list()).hasSize(2);
      assertThat(server.get("/api/sessions").text()).contains(session);
    }
    assertThat(sessions()).isEqualTo(1);
  }

  private String resources() throws IOException {
    String page = Files.readString(Path.of("src/site/markdown/history.md"));
    Matcher lines = RESOURCES.matcher(page);
    assertThat(lines.find()).isTrue();
    URI address = URI.create(database.get("yera.store").substring("jdbc:".length()));
    return lines
        .group(1)
        .replace("db.example.org", address.getHost())
        .replace("portNumber=5432", "portNumber=" + address.getPort())
        .replace("databaseName=yera", "databaseName=" + address.getPath().substring(1))
        .replace("user=yera", "user=plain");
  }

  /** With a password that needs no quotes. */
  private void addUser() throws SQLException {
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE plain LOGIN SUPERUSER PASSWORD 'secret'");
    }
  }

  private int sessions() throws SQLException {
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT count(*) FROM session")) {
      count.next();
      return count.getInt(1);
    }
  }

  /** Those of others are there as rows only: no other server is needed to see that they count. */
  @Test
  void sessionsOnOtherServersCountForTheLimitOfAVisitor() throws IOException, SQLException {
    database.put("yera.sessions.max-per-visitor", "3");
    try (PayaraProcess payara = server()) {
      Server server = payara.server();
      String first = server.create("it.cat");
      copy(first, 2);
      Server.Answer refused = server.post("/api/sessions", Map.of("app_id", "it.cat"));
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.json())
          .containsEntry("type", "/problems/too-many-sessions")
          .containsEntry("limit", "yera.sessions.max-per-visitor")
          .containsEntry("limit_value", 3L);
      assertThat(refused.header("Retry-After")).isNotNull();
      assertThat(server.delete("/api/sessions/" + first).status()).isEqualTo(204);
      server.create("it.cat");
      refused = server.post("/api/sessions", Map.of("app_id", "it.cat"));
      assertThat(refused.status()).isEqualTo(429);
    }
  }

  private void copy(String session, int times) throws SQLException {
    try (Connection connection = Postgres.connect(database);
        PreparedStatement statement =
            connection.prepareStatement(
                "INSERT INTO session (id, owner, app_id, status, created_at, pinned, state)"
                    + " SELECT gen_random_uuid(), owner, app_id, status, created_at, pinned, state"
                    + " FROM session, generate_series(1, ?) WHERE id = ?")) {
      statement.setInt(1, times);
      statement.setString(2, session);
      assertThat(statement.executeUpdate()).isEqualTo(times);
    }
  }

  /** A way in, as what is added to the address of the session. */
  private static String share(Server server, String session) {
    Server.Answer made = server.post("/api/sessions/" + session + "/shares", Map.of("may", "view"));
    return "?share=" + made.json().get("token");
  }

  /** The answer to a create that is always the same. */
  private static String createdOnce(Server server) {
    return server
        .send(
            server
                .request("/api/sessions")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "once")
                .POST(HttpRequest.BodyPublishers.ofString("{\"app_id\":\"it.cat\"}")))
        .text();
  }
}
