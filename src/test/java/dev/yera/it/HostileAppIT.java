package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What an app may get wrong, and what comes of it: the table of the protocol page, in the running
 * server. Its parts are tested with made-up and with random lines in {@code HostileLinesTest}, what
 * a browser makes of it in {@code HostilePageIT}.
 */
class HostileAppIT extends ClientTest {
  private static final long QUOTA_LINE = 65536;

  @Test
  void everyWrongLineHasItsOutcomeAndTheStreamGoesOn() {
    String id = server.create("it.hostile");
    try (SseClient stream = server.stream(id)) {
      stream.awaitEnd();
      assertThat(stream.holes()).isZero();
      assertThat(stream.comments()).noneMatch(line -> line.startsWith("cut"));
      assertThat(stream.events())
          .extracting(SseClient.Event::block)
          .filteredOn(block -> !block.contains("-4")) // not the start's and the exit's own
          .containsExactly(
              "utf8",
              "cr",
              "ls",
              "escaped",
              "nan",
              "types",
              "no-object",
              "class",
              "unknown",
              "classless",
              "line\nbreak\r",
              "less-nested",
              "last");
      assertThat(stream.events()).allSatisfy(event -> assertThat(event.json()).hasSize(8));
      texts(stream);
      wrongTypes(stream);
      assertThat(stream.awaitExit()).containsEntry("exit_code", 0L);
    }
    assertThat(diagnostics(id, "stdout"))
        .contains("not json", "[1,2]", "{\"no\":\"block_type\"}", "{\"block_type\":7,\"data\":{}}")
        .anyMatch(line -> line.contains("\"raw-cr\""))
        .anyMatch(line -> line.contains("\"nul\""))
        .anyMatch(line -> line.contains("\"nested\""))
        .anyMatch(line -> line.startsWith("[[[[") && line.length() > 4000)
        .contains("{\"block_type\":\"markdown\",\"data\":{\"content\":\"half");
    assertThat(diagnostics(id, "server"))
        .anyMatch(line -> line.contains("block_type"))
        .anyMatch(line -> line.contains("type start is written by the server"))
        .anyMatch(line -> line.contains("type answer is written by the server"));
    for (String member :
        List.of("event_class", "chunk_id", "timestamp", "app", "parent_block_id", "data.content")) {
      assertThat(diagnostics(id, "server"))
          .anyMatch(line -> line.startsWith("In an event: " + member + " is not "));
    }
  }

  private static void texts(SseClient stream) {
    assertThat(contentOf(stream, "utf8")).isEqualTo("a\uFFFD\uFFFDb");
    assertThat(contentOf(stream, "cr")).isEqualTo("cr");
    assertThat(contentOf(stream, "ls")).isEqualTo("a\u2028b");
    assertThat(contentOf(stream, "escaped")).isEqualTo("a\0\r\n\n\u2028b");
    assertThat(event(stream, "nan").data().get("rows").toString())
        .isEqualTo("[[null], [null], [null]]");
    SseClient.Event breaks = event(stream, "line\nbreak\r");
    assertThat(breaks.data()).isEqualTo(Map.of("content", "x", "extra", true));
    assertThat(breaks.json()).containsEntry("parent_block_id", "a\n\nid: 9\ndata: x");
  }

  private static void wrongTypes(SseClient stream) {
    SseClient.Event types = event(stream, "types");
    assertThat(types.data()).isEqualTo(Map.of("content", ""));
    assertThat(types.json())
        .containsEntry("event_class", "content")
        .containsEntry("chunk_id", 0L)
        .containsEntry("app", Map.of("name", "it.hostile", "instance_id", 0L))
        .containsEntry("parent_block_id", null);
    assertThat(Instant.parse((String) types.json().get("timestamp")))
        .isAfter(Instant.now().minus(Duration.ofHours(1)));
    assertThat(event(stream, "no-object").data())
        .containsEntry("columns", List.of())
        .containsEntry("rows", List.of());
    assertThat(event(stream, "class").json()).containsEntry("event_class", "content");
    assertThat(event(stream, "unknown").json())
        .containsEntry("event_class", "progress")
        .containsEntry("block_type", "spaceship")
        .containsEntry("data", Map.of("fuel", Map.of("deep", List.of(1L))));
    assertThat(event(stream, "classless").json()).containsEntry("event_class", "content");
  }

  private static SseClient.Event event(SseClient stream, String block) {
    return stream.awaitEvent(e -> e.block().equals(block));
  }

  private static Object contentOf(SseClient stream, String block) {
    return event(stream, block).data().get("content");
  }

  private List<String> diagnostics(String id, String source) {
    return server.get("/api/sessions/" + id + "/diagnostics").list().stream()
        .filter(line -> source.equals(line.get("source")))
        .map(line -> (String) line.get("text"))
        .toList();
  }

  @Test
  void childrenOfAJavaAppSwallowNeitherItsQuestionNorTheAnswer() {
    String id = server.create("dev.yera.it.JavaApps.startsChildren");
    try (SseClient stream = server.stream(id)) {
      SseClient.Event question = stream.awaitQuestion("text_input", 1);
      assertThat(server.state(id)).containsEntry("awaiting", List.of(question.block()));
      assertThat(server.answer(id, question.block(), "text_input", "yes").status()).isEqualTo(202);
      assertThat(event(stream, "b1").data()).containsEntry("content", "yes");
      assertThat(stream.awaitExit()).containsEntry("exit_code", 0L);
    }
    assertThat(diagnostics(id, "stderr")).containsExactly("Checking ... ");
    assertThat(diagnostics(id, "stdout")).isEmpty();
  }

  @Test
  void aMemberThatMakesNoSenseIsReplacedAndAQuestionThatNobodyCanAnswerIsRefused() {
    String id = server.create("it.senseless");
    try (SseClient stream = server.stream(id)) {
      stream.awaitEvent(event -> event.block().equals("none"));
      assertThat(stream.events())
          .extracting(SseClient.Event::block)
          .doesNotContain("nothing", "twice");
      assertThat(server.state(id)).containsEntry("awaiting", List.of("inverted", "outside"));
      assertThat(event(stream, "inverted").data())
          .containsEntry("min_value", 0L)
          .containsEntry("max_value", 100L);
      assertThat(event(stream, "outside").data())
          .containsEntry("default_value", 5L)
          .containsEntry("step", null);
      assertThat(event(stream, "chart").data()).containsEntry("y", List.of());
      assertThat(event(stream, "none").data()).containsEntry("n", 1L);
      assertThat(server.answer(id, "outside", "slider", 10).status()).isEqualTo(202);
      assertThat(stream.awaitExit()).containsEntry("exit_code", 0L);
    }
    assertThat(diagnostics(id, "stdout"))
        .anyMatch(line -> line.contains("\"nothing\""))
        .anyMatch(line -> line.contains("\"twice\""));
    assertThat(diagnostics(id, "server"))
        .contains("The line above was refused: buttons without options cannot be answered");
    for (String member : List.of("min_value", "default_value", "step", "options", "y", "n")) {
      assertThat(diagnostics(id, "server"))
          .anyMatch(line -> line.startsWith("In an event: data." + member + " is not "));
    }
  }

  @Test
  void tenMebibytesWithoutALineBreakEndTheSession() {
    String id = server.create("it.long-line");
    try (SseClient stream = server.stream(id)) {
      stream.awaitEnd();
      assertThat(stream.events())
          .extracting(SseClient.Event::type)
          .containsExactly("start", "exit");
      assertThat(stream.awaitExit().get("error").toString()).contains("EventTooLarge");
      assertThat(stream.awaitExit().get("reason").toString())
          .contains(QUOTA_LINE + " bytes", "yera.session.max-line");
      assertThat(stream.awaitExit().get("exit_code")).isNotEqualTo(0L);
    }
    assertThat(server.get("/api/sessions/" + id + "/diagnostics").text()).doesNotContain("xxx");
  }

  @Test
  void tenMebibytesWithoutALineBreakAreTextOfAConsoleProgram() {
    try (SseClient stream = server.run("it.long-text", Map.of())) {
      assertThat(stream.holes()).isZero();
      StringBuilder text = new StringBuilder();
      stream.events().stream()
          .filter(e -> e.type().equals("text"))
          .forEach(e -> text.append(e.data().get("content")));
      assertThat(text.length()).isEqualTo((10 << 20) + 1);
      assertThat(text.charAt(10 << 20)).isEqualTo('\uFFFD');
      assertThat(stream.awaitExit()).containsEntry("exit_code", 0L);
    }
  }
}
