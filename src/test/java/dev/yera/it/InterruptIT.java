package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interrupts (contract, section 10), with real programs. */
class InterruptIT extends ClientTest {
  private Server.Answer interrupt(String id) {
    return server.post("/api/sessions/" + id + "/interrupt", "", "application/json");
  }

  private void isAccepted(String id) {
    Server.Answer answer = interrupt(id);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(answer.json()).isEqualTo(Map.of("status", "accepted", "session_id", id));
  }

  private static void awaitText(SseClient stream, String text) {
    stream.awaitEvent(event -> String.valueOf(event.data().get("content")).contains(text));
  }

  private void wasInterrupted(String id, SseClient stream) {
    stream.awaitEnd();
    assertThat(stream.awaitExit()).containsEntry("exit_code", 130L);
    assertThat(stream.awaitExit().get("error").toString()).contains("error_type=Interrupted");
    assertThat(stream.events()).extracting(SseClient.Event::type).contains("interrupt");
    assertThat(server.state(id)).containsEntry("status", "stopped");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.yera.it.JavaApps.sleeps",
        "dev.yera.it.JavaApps.sleepsOnItsOwn",
        "dev.yera.it.JavaApps.talks",
        "it.sleeps",
        "it.interrupted-python",
        "it.interrupted-js"
      })
  void whatDoesNotGoOnIsStopped(String app) {
    String id = server.create(app);
    try (SseClient stream = server.stream(id)) {
      awaitText(stream, "begun");
      isAccepted(id);
      wasInterrupted(id, stream);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev.yera.it.JavaApps.goesOn", "it.traps", "it.reads-interrupt"})
  void whatCatchesItGoesOn(String app) {
    String id = server.create(app);
    try (SseClient stream = server.stream(id)) {
      awaitText(stream, "begun");
      isAccepted(id);
      awaitText(stream, "gave up");
      stream.awaitEnd();
      assertThat(stream.awaitExit()).containsEntry("exit_code", 0L).containsEntry("error", null);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"it.interrupted-python", "it.interrupted-js"})
  void theWordsOfOtherLanguagesHaveAWayToGoOn(String app) {
    String id = server.create(app, Map.of("goes_on", true));
    try (SseClient stream = server.stream(id)) {
      awaitText(stream, "begun");
      isAccepted(id);
      awaitText(stream, "gave up");
      stream.awaitEnd();
      assertThat(stream.awaitExit()).containsEntry("exit_code", 0L);
    }
  }

  @Test
  void aProcessThatAnAppStartedIsInterruptedToo() {
    String id = server.create("it.starts-sleep");
    try (SseClient stream = server.stream(id)) {
      awaitText(stream, "begun");
      isAccepted(id);
      awaitText(stream, "the child ended with 130");
      stream.awaitEnd();
    }
  }

  @Test
  void whatDoesNotRunOrWaitsIsNotInterrupted() {
    String id = server.create("it.asks");
    refused(interrupt(id), 409, "not-started");
    try (SseClient stream = server.stream(id)) {
      String question = stream.awaitQuestion("text_input", 1).block();
      refused(interrupt(id), 409, "not-waiting");
      server.answer(id, question, "text_input", "hello");
      stream.awaitEnd();
      assertThat(stream.events()).extracting(SseClient.Event::type).doesNotContain("interrupt");
    }
    refused(interrupt(id), 409, "ended");
    refused(interrupt("00000000-0000-4000-8000-000000000000"), 404, "unknown-session");
  }

  private void refused(Server.Answer answer, int status, String slug) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.text()).contains("/problems/" + slug);
  }

  @Test
  void nobodyElseMayWriteOne() {
    String id = server.create("it.says-interrupt");
    try (SseClient stream = server.stream(id)) {
      stream.awaitEnd();
      assertThat(stream.events())
          .extracting(SseClient.Event::type)
          .containsExactly("start", "exit");
      assertThat(stream.awaitExit().get("error").toString()).contains("app.Interrupted");
    }
    assertThat(server.state(id)).containsEntry("status", "failed");
  }
}
