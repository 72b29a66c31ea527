package dev.yera.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.event.block.MalformedEventException;
import dev.yera.event.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputEventTest {
  private static final String NOBODY =
      "\"user\":{\"name\":null,\"groups\":null,\"locale\":null,\"time_zone\":null}}";

  @Test
  void aStartIsTheContractsLine() {
    Map<String, Object> kwargs = new LinkedHashMap<>();
    kwargs.put("b", null);
    kwargs.put("a", List.of(1L, 2.5));
    assertIsLine(
        new InputEvent.Start(
            "s-1", "some.app", List.of("x", true), kwargs, List.of(), null, StartUser.UNKNOWN),
        "{\"type\":\"start\",\"session_id\":\"s-1\",\"app_id\":\"some.app\","
            + "\"args\":[\"x\",true],\"kwargs\":{\"b\":null,\"a\":[1,2.5]},"
            + NOBODY);
  }

  @Test
  void aJavaWorkerIsToldTheJarsAndTheFolderOfTheApp() {
    assertIsLine(
        new InputEvent.Start(
            "s-1",
            "some.app",
            List.of(),
            Map.of(),
            List.of("/a.jar", "/b.jar"),
            "/apps",
            new StartUser("Ada", List.of("a", "b"), "de-CH", "Europe/Zurich")),
        "{\"type\":\"start\",\"session_id\":\"s-1\",\"app_id\":\"some.app\",\"args\":[],"
            + "\"kwargs\":{},\"class_path\":[\"/a.jar\",\"/b.jar\"],\"app_folder\":\"/apps\","
            + "\"user\":{\"name\":\"Ada\",\"groups\":[\"a\",\"b\"],\"locale\":\"de-CH\","
            + "\"time_zone\":\"Europe/Zurich\"}}");
  }

  @Test
  void aReadyWorkerIsToldWhatItIsGoingToRun() {
    assertIsLine(
        new InputEvent.Prepare("some.app", List.of("/a.jar")),
        "{\"type\":\"prepare\",\"app_id\":\"some.app\",\"class_path\":[\"/a.jar\"]}");
  }

  @Test
  void anAnswerIsTheContractsLine() {
    assertIsLine(
        new InputEvent.Input("b", "text_input", "hello\n"),
        "{\"type\":\"input\",\"block_id\":\"b\",\"block_type\":\"text_input\","
            + "\"value\":\"hello\\n\"}");
  }

  @Test
  void aStopIsTheContractsLine() {
    assertIsLine(new InputEvent.Stop("Enough."), "{\"type\":\"stop\",\"reason\":\"Enough.\"}");
  }

  private static void assertIsLine(InputEvent event, String line) {
    assertThat(new String(event.json(), StandardCharsets.UTF_8)).isEqualTo(line);
    assertThat(InputEvent.read(line)).isEqualTo(event);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "\"start\"",
        "{}",
        "{\"type\":\"restart\"}",
        "{\"type\":\"prepare\",\"class_path\":[]}",
        "{\"type\":\"start\",\"session_id\":\"s\",\"app_id\":\"a\",\"args\":{},\"kwargs\":{}}",
        "{\"type\":\"input\",\"block_id\":\"b\"}",
        "{\"type\":\"stop\"}"
      })
  void anythingElseIsRefused(String line) {
    assertThatThrownBy(() -> InputEvent.read(line)).isInstanceOf(MalformedEventException.class);
  }

  @Test
  void whatIsNoJsonIsRefused() {
    assertThatThrownBy(() -> InputEvent.read("start")).isInstanceOf(MalformedJsonException.class);
  }
}
