package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The clocks and limits that are the server's, on one where they are short. */
class ShortLimitsIT {
  private static PayaraProcess payara;
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    payara =
        new PayaraProcess(
            "short-limits",
            "",
            Map.of(
                "yera.session.start-timeout", "PT2S",
                "yera.session.unviewed-timeout", "PT2S",
                "yera.session.max-lifetime", "PT6S",
                "yera.session.retention", "PT2S",
                "yera.session.output-quota", "2MiB",
                "yera.stream.heartbeat", "PT0.3S",
                "yera.stream.max-age", "PT2S",
                "yera.sessions.max", "5",
                // A JVM that waits for a debugger is never ready.
                "yera.worker.jvm-options",
                    "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0"));
    server = payara.server();
  }

  @AfterAll
  static void stop() throws IOException {
    payara.close();
  }

  @Test
  void aJavaAppThatIsNotReadyInTime() {
    assertThat(exitOf(server.create("dev.yera.examples.Echo.echo")))
        .contains("StartTimeout", "2 seconds")
        .doesNotContain("exit_code=0");
  }

  @Test
  void aSessionThatLivesTooLongAndIsForgottenAfterItsRetention() {
    String id = server.create("it.waits");
    String last = "0";
    while (server.state(id).get("exit") == null) {
      try (SseClient stream = server.stream(id, "Last-Event-ID", last)) {
        stream.awaitEnd();
        assertThat(stream.holes()).isZero();
        last = stream.count() == 0 ? last : Long.toString(stream.lastId());
        if (stream.count() > 0 && stream.lastId() == 2) {
          assertThat(stream.comments()).as("heartbeats").contains(": still here");
        }
      }
    }
    assertThat(server.state(id).get("exit").toString()).contains("LifetimeExceeded", "6 seconds");
    await().until(() -> server.get("/api/sessions/" + id).status() == 404);
  }

  @Test
  void aSessionThatNobodyViewsIsForgotten() {
    String id = server.create("it.asks");
    await().until(() -> server.get("/api/sessions/" + id).status() == 404);
  }

  @Test
  void anAppThatSaysTooMuch() {
    assertThat(exitOf(server.create("it.burst", Map.of("n", 100_000))))
        .contains("OutputQuotaExceeded", "2097152");
  }

  /** Streams are short-lived here; the state tells the end as well. */
  private static String exitOf(String id) {
    try (SseClient stream = server.stream(id)) {
      assertThat(stream.status()).isEqualTo(200);
      Object exit =
          await()
              .atMost(Duration.ofSeconds(30))
              .until(() -> server.state(id).get("exit"), e -> e != null);
      return exit.toString();
    }
  }

  @Test
  void ofFiftyCreatesAtOnceFiveSucceed() throws InterruptedException, ExecutionException {
    await()
        .until(
            () -> server.get("/api/sessions").list().stream().allMatch(s -> s.get("exit") != null));
    List<Callable<Server.Answer>> creates = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      creates.add(() -> server.post("/api/sessions", Map.of("app_id", "it.asks")));
    }
    ExecutorService clients = Executors.newFixedThreadPool(50);
    try {
      int created = 0;
      // All of them have an answer before the first slot is given back.
      for (Future<Server.Answer> each : clients.invokeAll(creates)) {
        Server.Answer answer = each.get();
        if (answer.status() == 201) {
          created++;
          server.delete(answer.header("Location"));
        } else {
          HttpTableIT.problem(answer, 503, "too-many-sessions");
          assertThat(answer.header("Retry-After")).isNotNull();
          assertThat(answer.json())
              .containsEntry("limit", "yera.sessions.max")
              .containsEntry("limit_value", 5L);
        }
      }
      assertThat(created).isEqualTo(5);
    } finally {
      clients.shutdownNow();
    }
  }
}
