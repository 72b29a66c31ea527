package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The exit table of contract section 3, row by row, with real programs. */
class ExitTableIT extends ClientTest {
  @Test
  void anAppThatReturns() {
    Map<String, Object> exit = exitOf("it.returns");
    assertThat(exit)
        .containsEntry("exit_code", 0L)
        .containsEntry("reason", "Yera program completed successfully.")
        .containsEntry("return_type", "NoneType")
        .containsEntry("error", null);
    assertThat((Double) exit.get("duration_seconds")).isPositive();
  }

  @Test
  void anAppThatQuitsAndSaysMoreAfterwards() {
    String id = server.create("it.quits");
    try (SseClient stream = server.stream(id)) {
      stream.awaitEnd();
      assertThat(stream.events())
          .extracting(SseClient.Event::type)
          .containsExactly("start", "exit");
      assertThat(stream.awaitExit())
          .containsEntry("exit_code", 0L)
          .containsEntry("reason", "User quit");
    }
    assertThat(server.state(id)).containsEntry("status", "exited");
    assertThat(server.get("/api/sessions/" + id + "/diagnostics").text())
        .contains("after", "too late");
  }

  @Test
  void aProcessThatEndsWithAStatus() {
    Map<String, Object> exit = exitOf("it.exits");
    assertThat(exit).containsEntry("exit_code", 7L);
    failure(exit, "ProcessExited");
    assertThat(error(exit)).containsEntry("stderr", List.of("last words"));
  }

  @Test
  void aProcessThatIsKilled() {
    Map<String, Object> exit = exitOf("it.killed");
    assertThat(exit).containsEntry("exit_code", 137L);
    failure(exit, "ProcessKilled");
  }

  @Test
  void aProgramThatIsNotThere() {
    Map<String, Object> exit = exitOf("it.missing");
    assertThat(exit).containsEntry("exit_code", 127L);
    failure(exit, "StartFailed");
  }

  @Test
  void anAppThatNobodyWatches() {
    String id = server.create("it.away");
    try (SseClient stream = server.stream(id)) {
      stream.awaitEvent(e -> e.type().equals("markdown"));
    }
    await().until(() -> server.state(id).get("status").equals("stopped"));
    try (SseClient stream = server.stream(id)) {
      failure(stream.awaitExit(), "AwayTimeout");
    }
  }

  @Test
  void anAppThatWaitsTooLong() {
    Map<String, Object> exit = exitOf("it.idle");
    failure(exit, "IdleTimeout");
    assertThat(exit.get("reason").toString()).contains("1 second");
  }

  @Test
  void aJavaAppHasClocksOfItsOwn() {
    Map<String, Object> idle = exitOf("dev.yera.it.JavaApps.waitsASecond");
    failure(idle, "IdleTimeout");
    assertThat(idle.get("reason").toString()).contains("1 second");

    String id = server.create("dev.yera.it.JavaApps.staysASecond");
    try (SseClient stream = server.stream(id)) {
      stream.awaitQuestion("text_input", 1);
    }
    await().until(() -> server.state(id).get("status").equals("stopped"));
    try (SseClient stream = server.stream(id)) {
      Map<String, Object> away = stream.awaitExit();
      failure(away, "AwayTimeout");
      assertThat(away.get("reason").toString()).contains("1 second");
    }
  }

  @Test
  void anAppThatComputesIsNotIdle() {
    String id = server.create("dev.yera.it.JavaApps.computesLongerThanItWaits");
    try (SseClient stream = server.stream(id)) {
      SseClient.Event question = stream.awaitQuestion("text_input", 1);
      assertThat(server.answer(id, question.block(), "text_input", "go").status()).isEqualTo(202);
      stream.awaitEnd();
      assertThat(stream.events()).extracting(SseClient.Event::type).contains("markdown");
      assertThat(stream.awaitExit()).containsEntry("exit_code", 0L);
    }
  }

  @Test
  void aSessionThatIsDeleted() throws IOException {
    String id = server.create("it.ignores");
    SseClient stream = server.stream(id);
    stream.awaitEvent(e -> e.type().equals("markdown"));
    assertThat(MarkedProcesses.of(id)).isNotEmpty();
    assertThat(server.delete("/api/sessions/" + id).status()).isEqualTo(204);
    assertThat(MarkedProcesses.of(id)).isEmpty();
    stream.awaitEnd();
    Map<String, Object> exit = stream.awaitExit();
    failure(exit, "CleanedUp");
    assertThat(exit).as("it ignores SIGTERM").containsEntry("exit_code", 137L);
  }

  @Test
  void aGrandchildDoesNotOutliveItsSession() throws IOException {
    String id = server.create("it.grandchild");
    try (SseClient stream = server.stream(id)) {
      stream.awaitEnd();
      assertThat(stream.awaitExit()).containsEntry("exit_code", 0L);
    }
    assertThat(MarkedProcesses.of(id)).isEmpty();
  }

  @Test
  void aJavaAppThatFails() {
    Map<String, Object> exit = exitOf("dev.yera.it.JavaApps.fails");
    assertThat(exit).containsEntry("exit_code", 1L).containsEntry("reason", "no more");
    failure(exit, "java.lang.IllegalStateException");
    assertThat(error(exit).get("stderr").toString()).contains("JavaApps.fails");
  }

  @Test
  void aJavaAppThatReturnsAValue() {
    assertThat(exitOf("dev.yera.it.JavaApps.returns"))
        .containsEntry("exit_code", 0L)
        .containsEntry("return_type", "int")
        .containsEntry("return_value", "42");
  }

  @Test
  void aJavaAppThatLeavesByItself() {
    failure(exitOf("dev.yera.it.JavaApps.leaves"), "ProcessExited");
    assertThat(exitOf("dev.yera.it.JavaApps.leaves")).containsEntry("exit_code", 3L);
  }

  @Test
  void aJavaAppWithoutMemory() {
    Map<String, Object> exit = exitOf("dev.yera.it.JavaApps.fillsMemory");
    assertThat(exit).containsEntry("exit_code", 1L);
    failure(exit, "java.lang.OutOfMemoryError");
    assertThat(exit.get("reason").toString()).contains("Java heap space");
  }

  private Map<String, Object> exitOf(String app) {
    try (SseClient stream = server.run(app, Map.of())) {
      List<SseClient.Event> events = stream.events();
      assertThat(events.get(0).type()).isEqualTo("start");
      assertThat(events.get(0).id()).isEqualTo(1);
      assertThat(events).filteredOn(e -> e.type().equals("exit")).hasSize(1);
      assertThat(events.get(events.size() - 1).type()).isEqualTo("exit");
      assertThat(stream.holes()).isZero();
      return stream.awaitExit();
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> error(Map<String, Object> exit) {
    return (Map<String, Object>) exit.get("error");
  }

  private static void failure(Map<String, Object> exit, String type) {
    assertThat(error(exit)).as(exit.toString()).containsEntry("error_type", type);
    assertThat(error(exit)).containsEntry("message", exit.get("reason"));
  }
}
