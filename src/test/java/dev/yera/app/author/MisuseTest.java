package dev.yera.app.author;

import static dev.yera.app.Yera.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.yera.app.EventTooLargeException;
import dev.yera.app.Field;
import dev.yera.app.OutsideAppException;
import dev.yera.app.Progress;
import dev.yera.app.Prose;
import dev.yera.app.Work;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every message of wrong use: what, where, how to mend it. */
class MisuseTest {
  private static final List<Map<String, Object>> DAYS =
      List.of(Map.of("day", "Monday", "rain", 3), Map.of("day", "Tuesday", "rain", "a lot"));

  private static void refused(Work<?> words, String message) {
    assertThat(message(words)).isEqualTo(message);
  }

  /** What the user would read, with HERE for the place in this file. */
  private static String message(Work<?> words) {
    Throwable error = Piece.of(words).error().orElseThrow();
    assertThat(error.getMessage()).contains("(MisuseTest.java:");
    return error.getMessage().replaceAll("MisuseTest\\.java:\\d+", "HERE");
  }

  @Test
  void outsideOfAnApp() {
    Throwable error = catchThrowable(() -> markdown("hello"));
    assertThat(error).isInstanceOf(OutsideAppException.class);
    assertThat(error.getMessage().replaceAll("MisuseTest\\.java:\\d+", "HERE"))
        .isEqualTo(
            "markdown (HERE): no app is running on this thread. Call it from a method with @App, "
                + "run by a server, AppRunner or Console.");
    assertThatThrownBy(() -> textInput("x")).isInstanceOf(OutsideAppException.class);
    assertThatThrownBy(() -> quit()).isInstanceOf(OutsideAppException.class);
  }

  @Test
  void buttonsWithoutOptions() {
    refused(() -> buttons("Pick"), "buttons (HERE): there are no options. Give at least one.");
    refused(
        () -> buttons("Pick", List.of()),
        "buttons (HERE): there are no options. Give at least one.");
  }

  @Test
  void buttonsThatCannotBeToldApart() {
    refused(
        () -> buttons("Pick", "a", "b", "a"),
        "buttons (HERE): the option \"a\" is there twice. Give each option a different text; the "
            + "text of an object is its toString().");
  }

  @Test
  void aButtonWithoutAText() {
    refused(
        () -> buttons("Pick", "a", " "),
        "buttons (HERE): an option has no text. Give each option a different text; the text of "
            + "an object is its toString().");
  }

  @Test
  void aDayThatNoCalendarOfThePageShows() {
    refused(
        () -> datePicker("When?", LocalDate.of(12345, 1, 1)),
        "datePicker (HERE): the initial day +12345-01-01 has no year of four digits. Choose "
            + "another day.");
  }

  @Test
  void aSliderWithoutARange() {
    refused(
        () -> slider("Cups", 9, 1),
        "slider (HERE): there is no number from 9.0 to 1.0. Give finite bounds, the lower one "
            + "first.");
    refused(
        () -> slider("Share", 0, Double.NaN),
        "slider (HERE): there is no number from 0.0 to NaN. Give finite bounds, the lower one "
            + "first.");
  }

  @Test
  void aSliderThatStartsOutside() {
    refused(
        () -> slider("Cups", 1, 9, 10),
        "slider (HERE): the initial value 10.0 is not from 1.0 to 9.0. Choose one inside the "
            + "range.");
  }

  @Test
  void aSliderThatDoesNotMove() {
    refused(() -> slider("Cups", 1, 9, 5, 0), "slider (HERE): the step is 0.0. Give one above 0.");
  }

  @Test
  void aQuestionInAFormThatWouldWait() {
    refused(
        () ->
            form(
                form -> {
                  String name = textInput("Name");
                  return () -> name;
                }),
        "textInput (HERE): questions inside a form are answered only when the form is sent. Ask "
            + "with form.textInput(…), and call get() after the form.");
  }

  @Test
  void aFormInAForm() {
    refused(
        () -> form(outer -> form(inner -> () -> () -> "never")),
        "form (HERE): a form cannot contain a form. Put all questions into the outer form, in a"
            + " container if they belong together.");
  }

  @Test
  void aFormThatGivesNothing() {
    refused(
        () -> form(form -> null),
        "form (HERE): its lambda returned null. Return a supplier that reads the fields: return "
            + "() -> new"
            + " Trip(name.get(), …).");
  }

  @Test
  void aFieldReadTooEarly() {
    refused(
        () ->
            form(
                form -> {
                  String name = form.textInput("Name").get();
                  return () -> name;
                }),
        "get (HERE): the form around this textInput is not answered yet. Read its fields in the "
            + "supplier that the form's lambda returns: return () -> new Trip(name.get(), …).");
  }

  @Test
  void aFieldThatComesTooLate() {
    List<Field<String>> late = new ArrayList<>();
    Throwable error =
        Piece.of(() -> form(form -> () -> late.add(form.textInput("Name"))), Map.of())
            .error()
            .orElseThrow();
    assertThat(error)
        .hasMessageContaining("textInput (MisuseTest.java:")
        .hasMessageEndingWith(
            "its form accepts no fields here. Add the fields inside the form's own lambda, on "
                + "the same thread.");
  }

  @Test
  void aTableOfOtherThings() {
    refused(
        () -> table(List.of(Map.of("a", 1), "b")),
        "table (HERE): row 1 is a String. Give a list of maps or of records, or columns and rows.");
    refused(
        () -> table(Collections.singletonList(null)),
        "table (HERE): row 0 is null. Give a list of maps or of records, or columns and rows.");
  }

  @Test
  void aTableWithAShortRow() {
    refused(
        () -> table(List.of("a", "b"), List.of(List.of(1, 2), List.of(3))),
        "table (HERE): row 1 has 1 cells, but there are 2 columns. Give each row one cell per "
            + "column, null for an empty one.");
  }

  @Test
  void aTableThatHasNoEnd() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    refused(
        () -> table(List.of("a"), List.of(List.of(endless))),
        "table (HERE): a value is nested too deep, perhaps in itself. Use a value that does not "
            + "contain itself.");
  }

  @Test
  void aTableThatFitsNoLine() {
    List<List<String>> rows = Collections.nCopies(1100, List.of("x".repeat(1000)));
    assertThat(message(() -> table(List.of("a"), rows)))
        .startsWith("table (HERE): it takes 110")
        .endsWith(
            " bytes, but an event has at most 1048576. Show it in several parts, or show less of"
                + " it.");
    assertThat(Piece.of(() -> table(List.of("a"), rows)).error().orElseThrow())
        .isInstanceOf(EventTooLargeException.class);
  }

  @Test
  void aRefusedEventLeavesNoHole() {
    String tooLong = "x".repeat(1024 * 1024);
    List<Integer> chunks = new ArrayList<>();
    Piece.of(
            () -> {
              try (Progress work = action("Work")) {
                assertThatThrownBy(() -> work.say(tooLong))
                    .isInstanceOf(EventTooLargeException.class);
                work.complete();
              }
            })
        .events()
        .forEach(event -> chunks.add(event.chunkId()));
    assertThat(chunks).containsExactly(0, 1, 0);
  }

  @Test
  void aChartThatLacksSomething() {
    refused(
        () -> chart(DAYS).x("day").bars(),
        "chart (HERE): it has no y. Call x(…) once and y(…) at least once.");
    refused(
        () -> chart(DAYS.subList(0, 1)).y("rain").lines(),
        "chart (HERE): it has no x. Call x(…) once and y(…) at least once.");
  }

  @Test
  void aChartOfWhatIsNotThere() {
    String message = message(() -> barChart(DAYS.subList(0, 1), "day", "snow"));
    assertThat(message).startsWith("chart (HERE): the data has no \"snow\". It has ");
    assertThat(message).contains("day").contains("rain");
  }

  @Test
  void aChartOfWords() {
    refused(
        () -> lineChart(DAYS, "day", "rain"),
        "chart (HERE): \"rain\" of row 1 is a lot, which cannot be drawn. Choose a name whose "
            + "values"
            + " are numbers; null is a gap.");
  }

  @Test
  void aChartWithSomeColours() {
    refused(
        () -> chart(DAYS.subList(0, 1)).x("day").y("rain").y("rain", "teal").bars(),
        "chart (HERE): only some y have a colour. Give every y a colour, or none.");
  }

  @Test
  void linesThatLie() {
    refused(
        () -> chart(DAYS.subList(0, 1)).x("day").y("rain").horizontal().lines(),
        "chart (HERE): a line chart cannot be horizontal or stacked. Leave out horizontal and "
            + "stacked, or call bars().");
  }

  @Test
  void noColumns() {
    refused(
        () -> columns(0, () -> markdown("never")),
        "columns (HERE): their number is 0. Give 1 or more.");
    refused(() -> columns(), "columns (HERE): there are no parts. Give a lambda for each column.");
  }

  @Test
  void wordsAfterTheEnd() {
    refused(
        () -> {
          Progress work = action("Work");
          work.complete();
          work.say("more");
        },
        "say (HERE): this action or spinner has ended. Call say before complete, fail or close.");
  }

  @Test
  void anExitCodeThatIsNone() {
    refused(() -> exit(256), "exit (HERE): 256 is not an exit code. Give one from 0 to 255.");
    refused(() -> exit(-1), "exit (HERE): -1 is not an exit code. Give one from 0 to 255.");
  }

  @Test
  void anAppThatIsNone() {
    refused(
        () -> runApp(MisuseTest::noApp),
        "runApp (HERE): noApp is not an app. Pass a reference to a static method with @App:"
            + " Echo::echo.");
    assertThat(message(() -> runApp(() -> markdown("never"))))
        .endsWith("Pass a reference to a static method with @App: Echo::echo.");
  }

  @Test
  void aTextThatGrowsOutside() {
    List<Prose> texts = new ArrayList<>();
    Piece.of(() -> texts.add(markdown()));
    assertThatThrownBy(() -> texts.get(0).append("late")).hasMessage("the app has ended");
  }

  static void noApp() {
    markdown("it was not refused");
  }
}
