package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract section 2, over real sockets. */
class StreamIT extends ClientTest {
  private static final int BURST = 100_000;

  @Test
  void aStreamHasItsHeadersAndItsOpening() {
    String id = server.create("it.asks");
    try (SseClient stream = server.stream(id)) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
      assertThat(stream.header("Cache-Control")).isEqualTo("no-store, no-transform");
      assertThat(stream.header("X-Accel-Buffering")).isEqualTo("no");
      assertThat(stream.header("Content-Length")).isNull();
      assertThat(stream.header("Content-Encoding")).isNull();
      stream.awaitEvent(e -> e.type().equals("text_input"));
      assertThat(stream.comments()).contains("retry: 2000");
      assertThat(server.state(id)).containsEntry("status", "running").containsEntry("viewers", 1L);
    }
    server.delete("/api/sessions/" + id);
  }

  @Test
  void anEndedSessionCanBeReplayedFromAnywhereAndThenIs204() {
    String id = server.create("it.returns");
    try (SseClient first = server.stream(id)) {
      first.awaitEnd();
      assertThat(first.lastId()).isEqualTo(3);
    }
    try (SseClient again = server.stream(id)) {
      again.awaitEnd();
      assertThat(again.count()).isEqualTo(3);
    }
    try (SseClient rest = server.stream(id, "Last-Event-ID", "1")) {
      rest.awaitEnd();
      assertThat(rest.events()).extracting(SseClient.Event::id).containsExactly(2L, 3L);
    }
    try (SseClient byQuery = server.stream(id + "?last_event_id=2")) {
      byQuery.awaitEnd();
      assertThat(byQuery.events()).extracting(SseClient.Event::id).containsExactly(3L);
    }
    try (SseClient headerWins = server.stream(id + "?last_event_id=0", "Last-Event-ID", "2")) {
      headerWins.awaitEnd();
      assertThat(headerWins.count()).isEqualTo(1);
    }
    try (SseClient nothing = server.stream(id, "Last-Event-ID", "3")) {
      assertThat(nothing.status()).isEqualTo(204);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "1", "99999999999999999999", "1.0"})
  void aWrongEventIdIs400AndStartsNothing(String eventId) {
    String id = server.create("it.asks");
    Server.Answer answer =
        server.send(
            server
                .request("/api/sessions/" + id + "/stream")
                .header("Last-Event-ID", eventId)
                .GET());
    HttpTable.problem(answer, 400, "bad-event-id");
    assertThat(server.state(id)).containsEntry("status", "created");
  }

  @Test
  void twoViewersOfABurstSeeEveryEventOnce() {
    String id = server.create("it.burst", Map.of("n", BURST));
    try (SseClient first = server.stream(id)) {
      long joinedAt = joinWhileItRuns(id);
      try (SseClient second = server.stream(id);
          SseClient cut = server.stream(id)) {
        await().until(() -> cut.lastId() > 0);
        cut.cut();
        try (SseClient resumed = server.stream(id, "Last-Event-ID", Long.toString(cut.lastId()))) {
          first.awaitEnd();
          second.awaitEnd();
          resumed.awaitEnd();
          assertThat(joinedAt).isBetween(1L, BURST + 1L);
          assertThat(cut.count() + resumed.count()).isEqualTo(BURST + 2L);
          assertThat(cut.holes() + resumed.holes()).isZero();
        }
        for (SseClient each : new SseClient[] {first, second}) {
          assertThat(each.count()).isEqualTo(BURST + 2L);
          assertThat(each.lastId()).isEqualTo(BURST + 2L);
          assertThat(each.holes()).isZero();
        }
      }
    }
  }

  /** The state shows that the session runs, and is in the middle of it. */
  private long joinWhileItRuns(String id) {
    return await()
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              Map<String, Object> state = server.state(id);
              assertThat(state).containsEntry("status", "running");
              return (Long) state.get("last_event_id");
            },
            last -> last > 0 && last < BURST + 2);
  }

  @Test
  void aNewStreamOfTheSameClientReplacesTheOld() {
    String id = server.create("it.asks");
    try (SseClient old = server.stream(id + "?viewer=a");
        SseClient other = server.stream(id + "?viewer=b")) {
      old.awaitEvent(e -> e.type().equals("text_input"));
      try (SseClient newer = server.stream(id + "?viewer=a")) {
        old.awaitEnd();
        newer.awaitEvent(e -> e.type().equals("text_input"));
        assertThat(server.state(id)).containsEntry("viewers", 2L);
        assertThat(other.isEnded()).isFalse();
      }
    }
    server.delete("/api/sessions/" + id);
  }

  @Test
  void theNinthViewerIs429() {
    String id = server.create("it.asks");
    SseClient[] eight = new SseClient[8];
    for (int i = 0; i < eight.length; i++) {
      eight[i] = server.stream(id);
    }
    Server.Answer ninth = server.get("/api/sessions/" + id + "/stream");
    HttpTable.problem(ninth, 429, "too-many-viewers");
    assertThat(ninth.json())
        .containsEntry("limit", "yera.session.max-viewers")
        .containsEntry("limit_value", 8L)
        .containsEntry("retry_after", 5L);
    assertThat(ninth.header("Retry-After")).isEqualTo("5");
    for (SseClient each : eight) {
      each.close();
    }
    server.delete("/api/sessions/" + id);
  }

  @Test
  void whoSaysATextOfAJavaAppIsTold() {
    try (SseClient stream = server.run("dev.yera.it.JavaApps.speaks", Map.of())) {
      assertThat(stream.awaitEvent(event -> event.type().equals("markdown")).data())
          .containsEntry("role", "assistant")
          .containsEntry("name", "Ada");
    }
  }

  @Test
  void whatAJavaAppPrintsIsNoEvent() {
    try (SseClient stream = server.run("dev.yera.it.JavaApps.prints", Map.of())) {
      assertThat(stream.events())
          .extracting(SseClient.Event::type)
          .containsExactly("start", "markdown", "exit");
    }
  }

  @Test
  void anAppGetsTheEnvironmentItIsAllowedAndNothingElse() {
    try (SseClient stream = server.run("it.environment", Map.of())) {
      assertThat(textOf(stream).lines().map(line -> line.substring(0, line.indexOf('='))))
          .containsExactlyInAnyOrder(
              "PATH",
              "HOME",
              "LANG",
              "PYTHONUNBUFFERED",
              "YERA_APP_FOLDER",
              "YERA_SESSION_ID",
              "MODE");
      assertThat(textOf(stream)).contains("LANG=C.UTF-8\n", "PYTHONUNBUFFERED=1\n", "MODE=test\n");
    }
  }

  @Test
  void aConsoleProgramIsAnApp() {
    String id = server.create("it.console", Map.of("greeting", "Hé"));
    try (SseClient stream = server.stream(id)) {
      SseClient.Event question = stream.awaitQuestion("text_input", 1);
      await().until(() -> textOf(stream).contains("Name? "));
      await().until(() -> textOf(stream).equals("Hé!\nName? é"));
      HttpTable.problem(
          server.answer(id, question.block(), "text_input", "a\nb"), 422, "bad-interaction");
      assertThat(server.answer(id, question.block(), "text_input", "Ada").status()).isEqualTo(202);
      SseClient.Event next = stream.awaitQuestion("text_input", 2);
      assertThat(next.block()).isNotEqualTo(question.block());
      await().until(() -> textOf(stream).endsWith("Hello, Ada\n"));
      assertThat(stream.events())
          .filteredOn(e -> e.type().equals("text"))
          .extracting(SseClient.Event::block)
          .as("the answer closed the text block")
          .satisfies(blocks -> assertThat(blocks.stream().distinct()).hasSize(2));
      server.answer(id, next.block(), "text_input", "");
      stream.awaitEnd();
      assertThat(stream.awaitExit()).containsEntry("exit_code", 0L);
    }
  }

  private static String textOf(SseClient stream) {
    StringBuilder text = new StringBuilder();
    for (SseClient.Event event : stream.events()) {
      if (event.type().equals("text")) {
        text.append(event.data().get("content"));
      }
    }
    return text.toString();
  }
}
