package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.event.block.BlockType;
import dev.yera.event.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code yera.py} and {@code yera.js}: found by any command app, with words for every block. */
class CommandModulesIT extends ClientTest {
  /** What is answered to the questions that are not in a form. */
  private static final Map<String, Object> ANSWERS =
      Map.of(
          "Name?",
          "Ada",
          "Size?",
          "L",
          "Cups?",
          3,
          "Weight?",
          1.5,
          "Volume?",
          0.7,
          "Day?",
          "2026-11-28",
          "How much?",
          7,
          "Sure?",
          true,
          "Which?",
          "y",
          "Other thread?",
          "yes");

  private static final Map<String, Object> FIELDS =
      Map.of("Where?", "Rome", "By?", "ship", "People?", 2, "When?", "2027-01-02");

  private static final String SAID =
      """
      sys_prompt {"content":"Be brief."}
      markdown {"content":"# nobody"}
      text {"content":"a"}
      text {"content":"b"}
      table {"border":true,"columns":["a","b","c"],"rows":[[1,null,null],[2,null,"x"]]}
      table {"border":"horizontal","columns":["k","v"],"rows":[[1,2]]}
      columns {"border":true,"n":2}
      bar_chart {"colour":null,"data":[{"day":"Mon","rain":1,"snow":2}],"horizontal":false,"stack":true,"x":"day","y":["rain","snow"]}
      container {"border":false}
      line_chart {"colour":["tomato"],"data":[{"day":"Mon","rain":1,"snow":2}],"x":"day","y":["rain"]}
      action {"message":"Read","status":"active"}
      action {"message":"a.csv","status":"active"}
      action {"message":null,"status":"complete"}
      spinner {"message":"Looking","status":"active"}
      spinner {"message":"Found","status":"complete"}
      action {"message":"Fails","status":"active"}
      action {"message":null,"status":"failed"}""";

  private static final String MORE_SAID =
      """
      code {"content":"ls","language":"shell"}
      markdown {"content":"Hi","name":"Ada","role":"assistant"}
      json {"value":{"a":[1,null]}}
      metric {"better":"down","delta":-1,"label":"Sales","value":3}
      notice {"level":"warning","message":"Full"}
      image {"alt":"Sky","caption":null,"file":{"name":"a.svg","type":"image/svg+xml","size":6},"width":9}
      audio {"caption":null,"file":{"name":"a.wav","type":"audio/wav","size":4}}
      video {"caption":"Film","file":{"name":"a.mp4","type":"video/mp4","size":4}}
      chart {"spec":{"mark":"bar"}}
      table {"border":true,"columns":["a"],"formats":{"a":"percent"},"key":"a","rows":[[0.5]]}
      table {"append":true,"rows":[[1],[2]]}
      tabs {"labels":["One","Two"]}
      text {"content":"1"}
      text {"content":"2"}
      expander {"label":"More","open":true}
      text {"content":"3"}""";

  /** Those that this server has, of the questions that the apps can leave out. */
  private static List<String> more() {
    return List.of("number_input", "checkbox", "select").stream()
        .filter(type -> BlockType.of(type).isPresent())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "js"})
  void everyBlockHasItsWord(String language) {
    String id = server.create("it.every-block-" + language, Map.of("more", more()));
    try (SseClient stream = server.stream(id)) {
      answerAll(id, stream);
      assertThat(stream.awaitExit())
          .containsEntry("exit_code", 3L)
          .containsEntry("reason", "Enough");
      List<SseClient.Event> app =
          stream.events().stream().filter(each -> !isOfServer(each)).toList();
      assertThat(app.stream().limit(17).map(CommandModulesIT::line))
          .containsExactly(SAID.split("\n"));
      assertThat(app.stream().map(CommandModulesIT::line).toList())
          .anyMatch(line -> line.startsWith("text {\"content\":\"Ada L 3 1.5 0.7 2026-11-28"))
          .anyMatch(line -> line.endsWith("given hello Rome ship 2 2027-01-02\"}"))
          .contains("markdown {\"content\":\"yes\"}");
      assertThat(app.stream().map(CommandModulesIT::line).toList())
          .containsSubsequence(
              "progress {\"message\":\"Importing\",\"status\":\"active\",\"value\":null}",
              "progress {\"message\":\"Row 49\",\"status\":\"active\",\"value\":0.49}",
              "progress {\"message\":\"Row 49\",\"status\":\"complete\",\"value\":0.49}");
      assertThat(stream.awaitEvent(event -> "Volume?".equals(event.data().get("label"))).data())
          .as("the middle at first, where nothing is said")
          .containsEntry("default_value", 0.5);
      assertThat(app.stream().map(CommandModulesIT::line).toList())
          .containsSubsequence(MORE_SAID.split("\n"));
      Set<String> all =
          new TreeSet<>(Arrays.stream(BlockType.values()).map(BlockType::wireName).toList());
      all.remove("interrupt"); // nobody presses stop here
      all.remove("feedback"); // nor rates anything
      all.remove("terminal"); // no block of an app's own
      assertThat(new TreeSet<>(stream.events().stream().map(SseClient.Event::type).toList()))
          .as("no block type without its word")
          .containsExactlyElementsOf(all);
      assertNested(app);
    }
    assertThat(server.get("/api/sessions/" + id + "/diagnostics").list())
        .extracting(each -> each.get("text"))
        .containsExactly("printed");
  }

  private static boolean isOfServer(SseClient.Event event) {
    return List.of("start", "answer").contains(event.type());
  }

  private static String line(SseClient.Event event) {
    Map<String, Object> data = new TreeMap<>(event.data());
    if (data.get("file") instanceof Map<?, ?> file) {
      data.put("file", new LinkedHashMap<>(file));
      ((Map<?, ?>) data.get("file")).remove("file_id"); // another one each time
    }
    return event.type() + " " + Json.text(data);
  }

  /** Answers what is asked until the app has ended. */
  private void answerAll(String id, SseClient stream) {
    while (true) {
      await().until(() -> stream.isEnded() || !awaiting(id).isEmpty());
      if (stream.isEnded()) {
        return;
      }
      for (Object block : awaiting(id)) {
        SseClient.Event question = stream.awaitEvent(event -> event.block().equals(block));
        Object value = value(id, question, stream);
        assertThat(server.answer(id, question.block(), question.type(), value).status())
            .as("%s to %s", value, question)
            .isEqualTo(202);
      }
    }
  }

  private Object value(String id, SseClient.Event question, SseClient stream) {
    return switch (question.type()) {
      case "form" -> fields(stream);
      case "chat_input" -> Map.of("text", "hello", "files", List.of());
      case "file_input" -> List.of(uploaded(id));
      default -> ANSWERS.get(question.data().get("label"));
    };
  }

  private Object uploaded(String id) {
    return server
        .post("/api/sessions/" + id + "/files", "given", "text/plain")
        .json()
        .get("file_id");
  }

  private List<?> awaiting(String id) {
    return (List<?>) server.state(id).get("awaiting");
  }

  private static Map<String, Object> fields(SseClient stream) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (SseClient.Event each : stream.events()) {
      Object value = FIELDS.get(String.valueOf(each.data().get("label")));
      if (value != null) {
        values.put(each.block(), value);
      }
    }
    return values;
  }

  private static void assertNested(List<SseClient.Event> app) {
    List<String> inside = new ArrayList<>();
    Map<Object, String> types = new LinkedHashMap<>();
    for (SseClient.Event each : app) {
      types.putIfAbsent(each.block(), each.type());
      Object parent = each.json().get("parent_block_id");
      if (parent != null) {
        inside.add(each.type() + " in " + types.get(parent));
      }
    }
    assertThat(inside)
        .containsExactly(
            "bar_chart in columns",
            "container in columns",
            "line_chart in container",
            "text in tabs",
            "text in tabs",
            "text in expander",
            "text_input in form",
            "columns in form",
            "buttons in columns",
            "slider in columns",
            "date_picker in form");
  }

  @ParameterizedTest
  @CsvSource({"python, ValueError", "js, TypeError"})
  void whatIsThrownEndsTheSessionWithItsNameAndMessage(String language, String type) {
    String id = server.create("it.ends-" + language, Map.of("how", "throws"));
    try (SseClient stream = server.stream(id)) {
      Map<String, Object> exit = stream.awaitExit();
      assertThat(exit).containsEntry("exit_code", 1L).containsEntry("reason", "no such thing");
      assertThat(exit.get("error"))
          .asInstanceOf(InstanceOfAssertFactories.MAP)
          .containsEntry("error_type", type)
          .containsEntry("message", "no such thing");
      assertThat(exit.get("error").toString()).contains("ends.");
      assertThat(stream.awaitEvent(e -> "failed".equals(e.data().get("status"))).type())
          .isEqualTo("spinner");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "python, asks-in-form, text_input: questions inside a form",
    "js, asks-in-form, textInput: questions inside a form",
    "python, form-in-form, form: a form cannot contain a form",
    "js, form-in-form, form: a form cannot contain a form"
  })
  void whatWouldWaitForEverIsRefused(String language, String how, String reason) {
    try (SseClient stream = server.run("it.ends-" + language, Map.of("how", how))) {
      assertThat(stream.awaitExit()).containsEntry("exit_code", 1L);
      assertThat(stream.awaitExit().get("reason")).asString().startsWith(reason);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "js"})
  void whatTidiesIsHeardBeforeTheExit(String language) {
    try (SseClient stream = server.run("it.ends-" + language, Map.of("how", "exits"))) {
      assertThat(stream.events())
          .extracting(event -> event.type() + " " + event.data().get("status"))
          .containsExactly(
              "start null", "spinner active", "spinner complete", "markdown null", "exit null");
      assertThat(stream.awaitExit())
          .containsEntry("exit_code", 0L)
          .containsEntry("reason", "Enough");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "python, asks, text_input",
    "js, asks, text_input",
    "python, works, markdown",
    "js, works, markdown"
  })
  void anAppLeavesWhenItsSessionEnds(String language, String how, String last) {
    String id = server.create("it.ends-" + language, Map.of("how", how));
    try (SseClient stream = server.stream(id)) {
      stream.awaitEvent(event -> event.type().equals(last));
      assertThat(server.post("/api/sessions/" + id + "/end", Map.of()).status()).isEqualTo(202);
      assertThat(stream.awaitExit()).containsEntry("exit_code", 143L);
    }
    assertThat(server.get("/api/sessions/" + id + "/diagnostics").list())
        .extracting(each -> each.get("text"))
        .containsExactly("tidied");
  }

  @Test
  void consoleProgramsAreLeftAsTheyAre() {
    try (SseClient stream = server.run("it.environment", Map.of())) {
      assertThat(stream.events().toString()).contains("LANG").doesNotContain("PYTHONPATH");
    }
  }
}
