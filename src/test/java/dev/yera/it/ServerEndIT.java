package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What is left when a server ends, however it ends. Each of these servers runs at {@code /x}. */
class ServerEndIT {
  /** A Java app, one that ignores SIGTERM, one that will be stopped, one with a grandchild. */
  private static final List<String> APPS =
      List.of("dev.yera.examples.Echo.echo", "it.ignores", "it.waits", "it.keeps-grandchild");

  private final List<String> sessions = new ArrayList<>();
  private final List<SseClient> streams = new ArrayList<>();

  private void start(Server server) throws IOException, InterruptedException {
    for (String app : APPS) {
      String id = server.create(app);
      SseClient stream = server.stream(id);
      stream.awaitEvent(e -> e.type().equals("text_input") || e.type().equals("markdown"));
      sessions.add(id);
      streams.add(stream);
    }
    for (long pid : MarkedProcesses.of(sessions.get(2))) {
      assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(pid)).start().waitFor())
          .isZero();
    }
    for (String session : sessions) {
      assertThat(MarkedProcesses.of(session)).isNotEmpty();
    }
  }

  private void nothingIsLeftWithinFiveSeconds() {
    await()
        .atMost(Duration.ofSeconds(5))
        .pollDelay(Duration.ZERO)
        .untilAsserted(
            () -> {
              for (String session : sessions) {
                assertThat(MarkedProcesses.of(session)).as(session).isEmpty();
              }
            });
  }

  @Test
  void killMinusNineLeavesNothing() throws IOException, InterruptedException {
    try (PayaraProcess payara = new PayaraProcess("killed", "/x", Map.of())) {
      start(payara.server());
      payara.kill();
      nothingIsLeftWithinFiveSeconds();
    }
  }

  @Test
  void sigtermEndsEverythingInTimeAndTellsTheViewers() throws IOException, InterruptedException {
    try (PayaraProcess payara = new PayaraProcess("terminated", "/x", Map.of())) {
      Server server = payara.server();
      worksUnderItsContextPath(server);
      start(server);
      payara.terminate();
      assertThat(payara.isGoneWithin(Duration.ofSeconds(6))).isTrue();
      nothingIsLeftWithinFiveSeconds();
      for (SseClient stream : streams) {
        assertThat(stream.awaitExit().get("error"))
            .asInstanceOf(InstanceOfAssertFactories.MAP)
            .containsEntry("error_type", "ServerShutdown");
      }
    }
  }

  private static void worksUnderItsContextPath(Server server) {
    Server.Answer created = server.post("/api/sessions", Map.of("app_id", "it.asks"));
    assertThat(created.header("Location"))
        .isEqualTo("/x/api/sessions/" + created.json().get("session_id"));
    Server.Answer unknown = server.get("/api/apps/none");
    assertThat(unknown.json()).containsEntry("type", "/x/problems/unknown-app");
    assertThat(server.get("/problems/unknown-app").status()).isEqualTo(200);
    assertThat(server.get("/").text()).contains("Yera Sessions");
    try (SseClient stream = server.run("it.returns", Map.of())) {
      assertThat(stream.awaitExit()).containsEntry("exit_code", 0L);
    }
  }
}
