package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import java.io.IOException;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The clocks and limits that are the server's, on one where they are short. */
@OwnServer
@Thorough
@Tag("every-server")
class ShortLimitsIT {
  private static PayaraProcess payara;
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    payara =
        new PayaraProcess(
            "short-limits",
            "",
            Map.ofEntries(
                // A session is gone when its time in memory is over.
                Map.entry("yera.store", "memory"),
                Map.entry("yera.session.start-timeout", "PT4S"),
                // Fifty creates take less, wherever this runs.
                Map.entry("yera.session.unviewed-timeout", "PT8S"),
                Map.entry("yera.session.max-lifetime", "PT10S"),
                Map.entry("yera.session.retention", "PT2S"),
                Map.entry("yera.session.output-quota", "2MiB"),
                Map.entry("yera.stream.heartbeat", "PT0.3S"),
                Map.entry("yera.stream.max-age", "PT2S"),
                Map.entry("yera.sessions.max", "5"),
                Map.entry("yera.viewers.max", "3"),
                // A JVM that waits for a debugger is never ready.
                Map.entry(
                    "yera.worker.jvm-options",
                    "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0")));
    server = payara.server();
  }

  @AfterAll
  static void stop() throws IOException {
    payara.close();
  }

  @Test
  void aJavaAppThatIsNotReadyInTime() {
    endsAs(server.create("dev.yera.examples.Echo.echo"), "StartTimeout", "4 seconds");
  }

  @Test
  void aSessionThatLivesTooLongAndIsForgottenAfterItsRetention() {
    String id = server.create("it.waits");
    try (SseClient first = server.stream(id)) {
      first.awaitEnd();
      assertThat(first.comments()).as("heartbeats").contains(": still here");
    }
    endsAs(id, "LifetimeExceeded", "10 seconds");
    await().until(() -> server.get("/api/sessions/" + id).status() == 404);
  }

  @Test
  void aSessionThatNobodyViewsIsForgotten() {
    String id = server.create("it.asks");
    await().until(() -> server.get("/api/sessions/" + id).status() == 404);
  }

  @Test
  void anAppThatSaysTooMuch() {
    endsAs(
        server.create("it.burst", Map.of("n", 100_000)),
        "OutputQuotaExceeded",
        "2097152 bytes (yera.session.output-quota)");
  }

  /**
   * The viewer hears of the end, and why, before the last of its streams is closed. Streams are
   * short-lived here: it comes back each time, as a browser does.
   */
  private static void endsAs(String id, String type, String reason) {
    long last = 0;
    Map<String, Object> exit = null;
    while (exit == null) {
      try (SseClient stream = server.stream(id, "Last-Event-ID", Long.toString(last))) {
        assertThat(stream.status()).isEqualTo(200);
        stream.awaitEnd();
        assertThat(stream.holes()).isZero();
        last = Math.max(last, stream.lastId());
        exit =
            stream.events().stream()
                .filter(event -> event.type().equals("exit"))
                .map(SseClient.Event::data)
                .findFirst()
                .orElse(null);
      }
    }
    assertThat(exit.get("error").toString()).contains("error_type=" + type);
    assertThat(exit.get("reason").toString()).contains(reason);
    assertThat(exit.get("exit_code")).isNotEqualTo(0L);
    assertThat(server.state(id)).containsEntry("last_event_id", last).containsEntry("exit", exit);
  }

  @Test
  void theServersLastViewerPlaceIsRefusedBeforeAnythingStarts() throws IOException {
    String viewed = server.create("it.waits");
    String refused = server.create("it.waits");
    List<SseClient> streams = new ArrayList<>();
    // Places that the tests before this one left are found to be free with the next heartbeats.
    await()
        .until(
            () -> {
              streams.add(server.stream(viewed));
              return server.state(viewed).get("viewers").equals(3L);
            });
    Server.Answer answer = server.get("/api/sessions/" + refused + "/stream");
    HttpTable.problem(answer, 429, "too-many-viewers");
    assertThat(answer.json())
        .containsEntry("limit", "yera.viewers.max")
        .containsEntry("limit_value", 3L)
        .containsEntry("retry_after", 5L);
    assertThat(answer.header("Retry-After")).isEqualTo("5");
    assertThat(server.state(refused)).containsEntry("status", "created");
    assertThat(MarkedProcesses.of(refused)).isEmpty();
    streams.forEach(SseClient::close);
    server.delete("/api/sessions/" + viewed);
    server.delete("/api/sessions/" + refused);
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
          HttpTable.problem(answer, 503, "too-many-sessions");
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
