package dev.yera.it;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is left when a server ends, however it ends. Each of these servers runs at {@code /x}. */
@OwnServer
@Thorough
@Tag("every-server")
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
    signal("STOP", MarkedProcesses.of(sessions.get(2)));
    for (String session : sessions) {
      assertThat(MarkedProcesses.of(session)).isNotEmpty();
    }
  }

  private static void signal(String name, List<Long> processes)
      throws IOException, InterruptedException {
    assertThat(processes).isNotEmpty();
    for (long pid : processes) {
      assertThat(new ProcessBuilder("kill", "-s", name, Long.toString(pid)).start().waitFor())
          .isZero();
    }
  }

  private void nothingIsLeftWithinFiveSeconds(PayaraProcess ended) {
    await()
        .atMost(ended.onThisMachine(Duration.ofSeconds(5)))
        .pollDelay(Duration.ZERO)
        .untilAsserted(this::assertNothingIsLeft);
  }

  private void assertNothingIsLeft() throws IOException {
    for (String session : sessions) {
      assertThat(MarkedProcesses.of(session)).as(session).isEmpty();
    }
  }

  @Test
  void killMinusNineLeavesNothing() throws IOException, InterruptedException {
    try (PayaraProcess payara = new PayaraProcess("killed", "/x", Map.of())) {
      start(payara.server());
      payara.kill();
      nothingIsLeftWithinFiveSeconds(payara);
    }
  }

  @Test
  void whatACrashLeftIsEndedAtTheNextStartAndSigtermEndsEverythingInTime()
      throws IOException, InterruptedException {
    List<Long> guard;
    // Whose logs are of no use after it.
    Map<String, String> memory = Map.of("yera.store", "memory");
    try (PayaraProcess crashing = new PayaraProcess("crashed", "/x", memory)) {
      start(crashing.server());
      try (SseClient burst = crashing.server().run("it.burst", Map.of("n", 20_000))) {
        assertThat(burst.awaitExit()).containsEntry("exit_code", 0L);
      }
      assertThat(logs(crashing.work())).as("the older part of a log").isNotEmpty();
      guard = MarkedProcesses.running("guard.sh", crashing.work().toString());
      signal("STOP", guard);
      crashing.kill();
      assertThat(crashing.isGoneWithin(PATIENCE)).isTrue();
    }
    // Nobody is there to end them; only what reads its input leaves by itself.
    for (String session : sessions.subList(1, sessions.size())) {
      assertThat(MarkedProcesses.of(session)).isNotEmpty();
    }
    try (PayaraProcess payara = new PayaraProcess("crashed", "/x", memory)) {
      assertNothingIsLeft();
      assertThat(logs(payara.work())).isEmpty();
      signal("KILL", guard);
      sessions.clear();
      streams.clear();
      sigtermEndsEverythingInTimeAndTellsTheViewers(payara);
    }
    assertThat(payaraFolders()).as("instance folders").isEmpty();
  }

  private static List<Path> payaraFolders() throws IOException {
    return list(Path.of("target", "it-servers", "crashed-work", "instances"));
  }

  private static List<Path> logs(Path work) throws IOException {
    List<Path> logs = new ArrayList<>();
    for (Path instance : list(work.resolve("instances"))) {
      logs.addAll(list(instance.resolve("logs")));
    }
    return logs;
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private void sigtermEndsEverythingInTimeAndTellsTheViewers(PayaraProcess payara)
      throws IOException, InterruptedException {
    Server server = payara.server();
    worksUnderItsContextPath(server);
    start(server);
    try (SseClient vanished = server.stream(sessions.get(0))) {
      assertThat(vanished.status()).isEqualTo(200);
      vanished.cut();
    }
    Stopping stopping = new Stopping(payara);
    payara.terminate();
    stopping.watch();
    assertThat(payara.isGoneWithin(payara.onThisMachine(Duration.ofSeconds(6)))).isTrue();
    nothingIsLeftWithinFiveSeconds(payara);
    for (SseClient stream : streams) {
      stream.awaitEnd();
      assertThat(stream.awaitExit().get("error"))
          .asInstanceOf(InstanceOfAssertFactories.MAP)
          .containsEntry("error_type", "ServerShutdown");
    }
    stopping.check();
    assertThat(payara.log()).as("a client that left is no news").doesNotContain("A stream failed");
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
