package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In PostgreSQL. */
@OwnServer
class PostgresSessionsIT extends StoredSessions {
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

  @Test
  void whileTheDatabaseIsGoneTheServerSaysSo() throws IOException {
    database.put("yera.session.retention", "PT0S");
    try (PayaraProcess payara = server()) {
      Server server = payara.server();
      String before = server.create("it.cat");
      String answers = "/api/sessions/" + before + "/interactions";
      answer(server, before, "said");
      assertThat(server.post("/api/sessions/" + before + "/end", Map.of()).status()).isEqualTo(202);
      await().until(() -> server.state(before).get("exit") != null);
      String session = server.create("it.cat");
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
        // It is in memory for a moment after its end, and from then on in the database only.
        await().until(() -> server.get(answers).status() == 503);
        assertThat(server.get("/health/live").status()).isEqualTo(200);

        postgres.start();
        await().until(() -> server.get("/health/ready").status() == 200);
        await().until(() -> server.answer(session, block, "text_input", "back").status() == 202);
        viewer.awaitQuestion("text_input", 2);
        assertThat(server.get(answers).list()).hasSize(1);
      }
    }
  }

  private static void answer(Server server, String session, String value) {
    try (SseClient viewer = server.stream(session)) {
      String block = viewer.awaitQuestion("text_input", 1).block();
      assertThat(server.answer(session, block, "text_input", value).status()).isEqualTo(202);
      viewer.awaitQuestion("text_input", 2);
    }
  }
}
