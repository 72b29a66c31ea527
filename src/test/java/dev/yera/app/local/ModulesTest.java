package dev.yera.app.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.event.json.Json;
import dev.yera.event.json.MalformedJsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the words of {@code yera.py} and {@code yera.js} do where something is unusual. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ModulesTest {
  private static final String PY = "from yera import *\nimport threading\n";
  private static final String JS = "const y = require('yera');\ny.app(async () => {\n%s\n});\n";

  @TempDir private Path folder;

  private ModuleApp app;

  private void start(String language, String python, String script) throws IOException {
    app =
        ModuleApp.start(
            folder, language, language.equals("py") ? PY + python : JS.formatted(script));
  }

  private void python(String program) throws IOException {
    start("py", program, "");
  }

  @AfterEach
  void close() {
    app.close();
  }

  @SuppressWarnings("unchecked") // an object of JSON
  private static Map<String, Object> data(Map<?, ?> event) {
    return (Map<String, Object>) event.get("data");
  }

  /** The events of some lines, as their type and what is characteristic of them. */
  private static List<String> told(List<String> lines) {
    return lines.stream()
        .map(line -> (Map<?, ?>) Json.read(line))
        .map(
            event ->
                event.get("block_type")
                    + " "
                    + Optional.<Object>ofNullable(data(event).get("content"))
                        .or(() -> Optional.ofNullable(data(event).get("status")))
                        .or(() -> Optional.ofNullable(data(event).get("exit_code")))
                        .orElse(data(event).get("label")))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"py, text_input", "js, textInput"})
  void aQuestionInsideAFormIsRefused(String language, String word) throws Exception {
    start(
        language,
        "with form() as trip:\n  with columns(2):\n    text_input('Where?')\n",
        "await y.form(() => y.columns(2, () => y.textInput('Where?')));");
    assertThat(data(app.next("exit")).get("reason"))
        .asString()
        .startsWith(word + ": questions inside a form are answered when the form is sent. Ask ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"py", "js"})
  void aFormInsideAFormIsRefused(String language) throws Exception {
    start(
        language,
        "with form():\n  with form():\n    pass\n",
        "await y.form(() => y.form(() => ({})));");
    assertThat(data(app.next("exit")).get("reason"))
        .asString()
        .startsWith("form: a form cannot contain a form. ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"py", "js"})
  void afterAFormEveryQuestionMayBeAsked(String language) throws Exception {
    start(
        language,
        """
            with form() as f:
              f.text_input('a')
            with form() as f:
              f.text_input('b')
            text_input('c')
            """,
        "await y.form((ask) => ({ a: ask.textInput('a') }));"
            + "await y.form((ask) => ({ b: ask.textInput('b') })); await y.textInput('c');");
    for (String label : List.of("a", "b")) {
      Object field = app.next("text_input").get("block_id");
      app.answer(app.next("form"), Map.of(field, label));
    }
    Map<?, ?> last = app.next("text_input");
    assertThat(data(last)).containsEntry("label", "c");
    assertThat(last.get("parent_block_id")).isNull();
    app.answer(last, "");
    assertThat(app.status()).isZero();
  }

  /** Nobody reads the pipe, so that the interrupt comes in the middle of a line. */
  @Test
  void whatAnInterruptCutsIsOneLine() throws Exception {
    python(
        """
            try:
              markdown('x' * 1_000_000)
            except KeyboardInterrupt:
              print('caught', flush=True)
            markdown('The sentence after.')
            markdown('And another.')
            """);
    await().until(app::hasSaid);
    app.interrupt();
    await().until(() -> app.printed().contains("caught"));
    List<String> lines = app.rest();
    assertThat(lines).hasSize(3).filteredOn(line -> !isJson(line)).hasSize(1);
    assertThat(told(lines.subList(1, 3)))
        .containsExactly("markdown The sentence after.", "markdown And another.");
  }

  private static boolean isJson(String line) {
    try {
      Json.read(line);
      return true;
    } catch (MalformedJsonException cut) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({"0, complete", "3, failed"})
  void exitIsTheLastThatPythonSays(int code, String status) throws Exception {
    python(
        "try:\n  with spinner('Looking'):\n    exit(%d, 'Enough')\nfinally:\n  text('tidied')\n"
            .formatted(code));
    assertThat(told(app.rest()))
        .containsExactly("spinner active", "spinner " + status, "text tidied", "exit " + code);
    assertThat(app.status()).isEqualTo(code);
    assertThat(app.printed()).isEmpty();
  }

  @Test
  void exitIsTheLastThatJavaScriptSays() throws Exception {
    start("js", "", "process.on('exit', () => y.text('tidied')); y.exit(3, 'Enough');");
    assertThat(told(app.rest())).containsExactly("text tidied", "exit 3");
    assertThat(app.status()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"py", "js"})
  void whatFailsWhileItLeavesIsToldInstead(String language) throws Exception {
    start(
        language,
        "try:\n  exit(0, 'Enough')\nfinally:\n  raise ValueError('not tidied')\n",
        "process.on('exit', () => { throw new Error('not tidied'); }); y.exit(0, 'Enough');");
    List<String> lines = app.rest();
    assertThat(told(lines)).containsExactly("exit 1");
    assertThat(lines.get(0)).contains("\"not tidied\"");
    assertThat(app.status()).isEqualTo(1);
  }

  @Test
  void exitIsToldWhileAnotherThreadWaits() throws Exception {
    python("threading.Thread(target=lambda: text_input('Asked')).start()\nexit(0, 'Enough')\n");
    assertThat(data(app.next("exit"))).containsEntry("reason", "Enough");
  }

  @Test
  void exitOfAnotherThreadEndsTheMainOne() throws Exception {
    python(
        """
            try:
              threading.Thread(target=lambda: exit(4, 'Enough')).start()
              text_input('Asked')
            finally:
              print('tidied')
            """);
    assertThat(data(app.next("exit"))).containsEntry("exit_code", 4L);
    assertThat(app.rest()).isEmpty();
    assertThat(app.printed()).isEqualTo("tidied\n");
  }

  /** A date is one when it is looked at, in a form and outside of it. */
  @Test
  void whatIsValidatedIsWhatIsReturned() throws Exception {
    String late = "lambda day: 'Too late.' if day.year > 2026 else None";
    python(
        "day = date_picker('Day', validate=%s)\n".formatted(late)
            + "with form() as trip:\n  other = trip.date_picker('Day', validate=%s)\n"
                .formatted(late)
            + "text((other.value - day).days)\n");
    app.answer(app.next("date_picker"), "2027-01-01");
    Map<?, ?> again = app.next("date_picker");
    assertThat(data(again))
        .containsEntry("error", "Too late.")
        .containsEntry("default_value", "2027-01-01");
    app.answer(again, "2026-11-22");
    Object field = app.next("date_picker").get("block_id");
    app.answer(app.next("form"), Map.of(field, "2026-11-28"));
    assertThat(data(app.next("text"))).containsEntry("content", "6");
  }

  /** What need not be answered is not looked at when it was not. */
  @ParameterizedTest
  @ValueSource(strings = {"py", "js"})
  void noAnswerIsNeverWrong(String language) throws Exception {
    start(
        language,
        """
            first = number_input('n', required=False, validate=lambda n: 'Odd.' if n % 2 else None)
            with form() as f:
              second = f.text_input('t', validate=lambda t: t.upper())
            text(f'{first} {second.value}')
            """,
        "const first = await y.numberInput('n', { required: false, validate: (n) => n.toFixed() });"
            + "const f = await y.form((ask) => ({ second: ask.textInput('t', { validate: (t) => t.trim() }) }));"
            + "y.text(`${first} ${f.second}`);");
    app.answer(app.next("number_input"), null);
    Map<Object, Object> values = new HashMap<>();
    values.put(app.next("text_input").get("block_id"), null);
    app.answer(app.next("form"), values);
    assertThat(data(app.next("text")).get("content")).isIn("None None", "null null");
    assertThat(app.status()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"py, None", "js, null"})
  void aFormThatIsLeftOutHasNoValues(String language, String none) throws Exception {
    start(
        language,
        """
            with form(required=False) as f:
              day = f.date_picker('d', validate=lambda day: 'Never.')
            text(str(day.value))
            """,
        "y.text(await y.form((ask) => ({ day: ask.datePicker('d', { validate: () => 'Never.' }) }),"
            + " { required: false }));");
    app.next("date_picker");
    app.answer(app.next("form"), null);
    assertThat(data(app.next("text"))).containsEntry("content", none);
    assertThat(app.status()).isZero();
  }

  /** The middle is shown first: only whole numbers are given a first one here. */
  @ParameterizedTest
  @ValueSource(strings = {"py", "js"})
  void aSliderInStepsBeginsInTheMiddle(String language) throws Exception {
    start(
        language,
        "slider('Volume', 0, 1, step=0.1)\n",
        "await y.slider('Volume', 0, 1, { step: 0.1 });");
    Map<?, ?> slider = data(app.next("slider"));
    assertThat(slider.get("default_value")).isNull();
    assertThat(slider.get("step")).isEqualTo(0.1);
  }
}
