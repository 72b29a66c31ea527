package dev.yera.app.author;

import static dev.yera.app.Yera.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.app.App;
import dev.yera.app.AppUser;
import dev.yera.app.AskChat;
import dev.yera.app.ChatMessage;
import dev.yera.app.Param;
import dev.yera.app.Upload;
import dev.yera.app.Work;
import dev.yera.app.Yera;
import dev.yera.app.local.AppRunner;
import dev.yera.app.local.Transcript;
import dev.yera.event.block.TextInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a test of an app can rely on. */
class AppRunnerTest {
  @App
  static String greet(
      @Param(name = "who", defaultValue = "you") String name,
      @Param(defaultValue = "2") int times,
      Optional<LocalDate> day) {
    return (name + " ").repeat(times) + day.map(LocalDate::toString).orElse("");
  }

  @App
  static String list(
      @Param(defaultValue = "1, 2") List<Integer> numbers,
      @Param(defaultValue = "[\"a,b\"]") List<String> words,
      @Param(defaultValue = "MONDAY") DayOfWeek day) {
    return numbers + " " + words + " " + day;
  }

  @App
  static String needs(int number) {
    return "" + number;
  }

  @App
  static void asks() {
    String name = textInput("Name");
    int cups = slider("Cups", 1, 9);
    markdown(name + " " + cups);
    form(
        form -> {
          var size = form.buttons("Size", "S", "L");
          return () -> size.get();
        });
  }

  @App
  static void counts() throws InterruptedException {
    textInput("Begin?");
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException interrupted) {
      markdown("given up");
    }
    textInput("Again?");
    Thread.sleep(Long.MAX_VALUE);
  }

  @Test
  void anAppIsInterruptedAsByAUser() {
    Transcript said =
        AppRunner.of(AppRunnerTest::counts)
            .answer("yes")
            .interrupt()
            .answer("yes")
            .interrupt()
            .run();
    assertThat(said.markdown()).containsExactly("given up");
    assertThat(said.exit().exitCode()).isEqualTo(130);
    assertThat(said.exit().error().errorType()).isEqualTo("Interrupted");
    assertThat(Thread.interrupted()).as("the test's own thread").isFalse();
  }

  /** Its work does what every book tells it to do. */
  @App
  static String cancels() {
    boolean done =
        cancellable(
            "Counting",
            progress -> {
              textInput("Begin?");
              try {
                Thread.sleep(Long.MAX_VALUE);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
              }
            });
    return done + " " + textInput("Why?");
  }

  @Test
  void whoCancelsWorkIsAskedOn() {
    Transcript said =
        AppRunner.of(AppRunnerTest::cancels).answer("yes").interrupt().answer("too slow").run();
    assertThat(said.exit().returnValue()).isEqualTo("false too slow");
    assertThat(said.exit().exitCode()).isZero();
  }

  @Test
  void oneThatIsInterruptedAsItBeginsDoesNotAsk() {
    Transcript said = AppRunner.of(AppRunnerTest::asks).interrupt().run();
    assertThat(said.blocks(TextInput.class)).isEmpty();
    assertThat(said.exit().exitCode()).isEqualTo(130);
  }

  private static String returned(AppRunner runner) {
    return runner.run().exit().returnValue();
  }

  @Test
  void argumentsHaveDefaults() {
    assertThat(returned(AppRunner.of(AppRunnerTest::greet))).isEqualTo("you you ");
    assertThat(returned(AppRunner.of(AppRunnerTest::list))).isEqualTo("[1, 2] [a,b] MONDAY");
  }

  @Test
  void argumentsAreValuesOrTheirText() {
    AppRunner values =
        AppRunner.of(AppRunnerTest::greet)
            .with("who", "Ada")
            .with("times", 1)
            .with("day", LocalDate.of(2026, 11, 22));
    assertThat(returned(values)).isEqualTo("Ada 2026-11-22");
    AppRunner texts =
        AppRunner.of(AppRunnerTest::list)
            .with("numbers", "7,8")
            .with("words", List.of("x"))
            .with("day", DayOfWeek.FRIDAY);
    assertThat(returned(texts)).isEqualTo("[7, 8] [x] FRIDAY");
  }

  @Test
  void argumentsThatDoNotFitAreNamed() {
    String app = "dev.yera.app.author.AppRunnerTest.needs";
    AppRunner needs = AppRunner.of(AppRunnerTest::needs);
    assertThatThrownBy(needs::run)
        .hasMessage("parameter number of " + app + ": it is missing, and must be int");
    needs.with("number", "5.5");
    assertThatThrownBy(needs::run)
        .hasMessage(
            "parameter number of "
                + app
                + ": \"5.5\" is not a whole number from -2147483648 to 2147483647");
    needs.with("number", 5).with("other", 1);
    assertThatThrownBy(needs::run)
        .hasMessage("parameter other of " + app + ": the app has no such parameter; it has number");
  }

  @Test
  void anAppWaitsWhereTheScriptEnds() {
    Transcript said = AppRunner.of(AppRunnerTest::asks).run();
    assertThat(said.question()).contains(new TextInput("Name"));
    assertThat(said.events()).hasSize(1);
    assertThatThrownBy(said::exit)
        .hasMessage("the app has not ended: it waits for an answer to " + "\"Name\"");
  }

  @Test
  void answersMayNameTheirQuestion() {
    Transcript said =
        AppRunner.of(AppRunnerTest::asks)
            .answer("Name", "Ada")
            .answer("Cups", 3)
            .answer(Map.of("Size", "L"))
            .run();
    assertThat(said.markdown()).containsExactly("Ada 3");
    assertThat(said.exit().exitCode()).isZero();
    assertThatThrownBy(() -> AppRunner.of(AppRunnerTest::asks).answer("Age", "3").run())
        .isInstanceOf(AssertionError.class)
        .hasMessage("the script answers \"Age\", but the app asks \"Name\"");
  }

  @Test
  void answersThatTheQuestionDoesNotTakeFailTheTest() {
    assertThatThrownBy(() -> asked("Ada", 10))
        .isInstanceOf(AssertionError.class)
        .hasMessage("the answer to \"Cups\" does not fit: 10 is not from 1 to 9");
    assertThatThrownBy(() -> asked("Ada", "many"))
        .hasMessage("the answer to \"Cups\" does not fit: many is not a number");
    assertThatThrownBy(() -> asked("Ada", 1, Map.of("Size", "M")))
        .hasMessage("the answer to \"Size\" does not fit: \"M\" is not one of the options [S, L]");
    assertThatThrownBy(() -> asked("Ada", 1, Map.of()))
        .hasMessage("the script has no value for the field \"Size\"");
    assertThatThrownBy(() -> asked("Ada", 1, Map.of("Size", "S", "Colour", "red")))
        .hasMessage("the form has no fields [Colour]");
    assertThatThrownBy(() -> asked("Ada", 1, "S"))
        .hasMessage("the app shows a form: answer it with a map of labels to values");
    assertThatThrownBy(() -> asked("Ada", 1, Map.of("Size", "S"), "more"))
        .hasMessage("the app ended without asking for the last 1 answers");
  }

  private static Transcript asked(Object... answers) {
    AppRunner runner = AppRunner.of(AppRunnerTest::asks);
    for (Object answer : answers) {
      runner.answer(answer);
    }
    return runner.run();
  }

  @Test
  void itReadsAsATerminalWouldShowIt() {
    assertThat(asked("Ada", 3))
        .hasToString(
            """

            ? Name

            ? Cups (1 to 9, else 5)

            Ada 3

            ? Size
              1  S
              2  L
            """);
  }

  @Test
  void anErrorIsKept() {
    Transcript said =
        Piece.of(
            () -> {
              throw new IllegalStateException("broken");
            });
    assertThat(said.error()).get().isInstanceOf(IllegalStateException.class);
    assertThat(said.exit().error().errorType()).isEqualTo("java.lang.IllegalStateException");
    assertThat(List.of(said.error().orElseThrow().getStackTrace()))
        .last()
        .extracting(StackTraceElement::getMethodName)
        .isEqualTo("piece");
  }

  @Test
  void theFirstLineOfAnErrorIsTheAuthors() {
    List<String> cell = List.of("x".repeat(2_000_000));
    Transcript tooLarge = Piece.of(() -> Yera.table(List.of("column"), List.of(cell)));
    Transcript badNumber = Piece.of(() -> Integer.parseInt("abc"));
    assertThat(firstFrame(tooLarge)).isEqualTo(AppRunnerTest.class.getName());
    assertThat(firstFrame(badNumber)).startsWith("java.lang.");
  }

  private static String firstFrame(Transcript said) {
    return said.error().orElseThrow().getStackTrace()[0].getClassName();
  }

  @Test
  void whatTheAppThrewIsTheCauseOfAFailedAssertion() {
    RuntimeException broken = new IllegalStateException("broken");
    Work<Exception> breaks =
        () -> {
          throw broken;
        };
    assertThatThrownBy(Piece.of(breaks)::completed)
        .isInstanceOf(AssertionError.class)
        .hasMessage("the app ended with status 1: broken")
        .hasCause(broken);
    assertThatThrownBy(() -> Piece.of(breaks, "never asked for"))
        .isInstanceOf(AssertionError.class)
        .hasCause(broken);
    assertThatThrownBy(AppRunner.of(AppRunnerTest::asks).run()::completed)
        .isInstanceOf(AssertionError.class)
        .hasMessage("the app has not ended: it waits for an answer to \"Name\"");
    Transcript whole = asked("Ada", 3, Map.of("Size", "L"));
    assertThat(whole.completed()).isSameAs(whole);
  }

  @App
  static String who() {
    AppUser user = user();
    return user.name() + " " + user.groups() + " " + user.locale() + " " + user.timeZone();
  }

  @Test
  void aTestSaysWhomTheAppRunsFor() {
    assertThat(returned(AppRunner.of(AppRunnerTest::who)))
        .isEqualTo("Optional.empty [] Optional.empty Optional.empty");
    AppUser ada =
        AppUser.named("Ada").in("finance").with(Locale.GERMANY).at(ZoneId.of("Asia/Tokyo"));
    assertThat(returned(AppRunner.of(AppRunnerTest::who).user(ada)))
        .isEqualTo("Optional[Ada] [finance] Optional[de_DE] Optional[Asia/Tokyo]");
  }

  @App
  static void files() throws IOException {
    Upload report = upload("Report", q -> q.accept(".csv").maxBytes(3));
    List<Upload> pictures = uploadMany("Pictures", "image/*");
    ChatMessage said = chatInput(AskChat::accept);
    markdown(
        "%s %s %s, %s, %s %s"
            .formatted(
                report.name(),
                report.type(),
                report.text(),
                pictures.stream().map(Upload::name).toList(),
                said.text(),
                said.files().stream().map(Upload::size).toList()));
  }

  @Test
  void pathsAnswerQuestionsForFiles(@TempDir Path folder) throws IOException {
    Path report = Files.writeString(folder.resolve("report.csv"), "a;b");
    Path sea = Files.writeString(folder.resolve("sea.png"), "sea");
    String sky = Files.writeString(folder.resolve("sky.png"), "blue").toString();
    Transcript said =
        AppRunner.of(AppRunnerTest::files)
            .answer("Report", report)
            .answer("Pictures", List.of(sea, sky))
            .answer(Map.of("text", "look", "files", sky))
            .run()
            .completed();
    assertThat(said.markdown())
        .containsExactly("report.csv text/csv a;b, [sea.png, sky.png], look [4]");
    assertThat(said.toString())
        .contains("? Report (the path of a file: .csv)")
        .contains("? Pictures (paths of files, with commas between: image/*)");
  }

  @Test
  void aFileThatAQuestionDoesNotTakeFailsTheTest(@TempDir Path folder) throws IOException {
    Path large = Files.writeString(folder.resolve("large.csv"), "a;b;c");
    assertThatThrownBy(() -> AppRunner.of(AppRunnerTest::files).answer(large).run())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("\"large.csv\" has 5 bytes; at most 3 are taken (max_bytes).");
    Path other = Files.writeString(folder.resolve("a.txt"), "");
    assertThatThrownBy(() -> AppRunner.of(AppRunnerTest::files).answer(other).run())
        .hasMessageContaining("\"a.txt\" is of type text/plain; only .csv is taken (accept).");
    assertThatThrownBy(() -> AppRunner.of(AppRunnerTest::files).answer("none.csv").run())
        .hasMessageContaining("there is no file");
    assertThatThrownBy(
            () ->
                AppRunner.of(AppRunnerTest::files)
                    .answer(Files.writeString(folder.resolve("b.csv"), ""))
                    .answer(List.of())
                    .run())
        .hasMessageContaining("is not a list of 1 to 100");
  }
}
