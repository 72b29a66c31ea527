package dev.yera.app.local;

import static dev.yera.app.Yera.buttons;
import static dev.yera.app.Yera.markdown;
import static dev.yera.app.Yera.says;
import static dev.yera.app.Yera.select;
import static dev.yera.app.Yera.selectMany;
import static dev.yera.app.Yera.steps;
import static dev.yera.app.Yera.textInput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.app.App;
import dev.yera.event.block.Speaker;
import dev.yera.terminal.EchoMode;
import dev.yera.terminal.PseudoTerminal;
import dev.yera.terminal.TerminalProcess;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person at a terminal sees. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ConsoleTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private boolean isTerminal;

  private int console(String typed, String... args) throws IOException {
    Console console =
        new Console(
            new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            isTerminal);
    return console.run(List.of(args));
  }

  private String shown() {
    return out.toString(StandardCharsets.UTF_8).replaceAll("after \\d+\\.\\d s", "after 0.0 s");
  }

  private String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aConversation() throws IOException {
    assertThat(console("hello\n/quit\n", "dev.yera.examples.Chatbot")).isZero();
    assertThat(shown())
        .isEqualTo(
            """

            ## Hello!
            Ask me anything, and say `/quit` when you are done.
            >\s
            You said **hello**. Tell me more.
            >\s
            Goodbye!

            ╭──────────────────────────────────────╮
            │ Yera program completed successfully. │
            │ exit code 0 after 0.0 s              │
            ╰──────────────────────────────────────╯
            """);
    assertThat(complained()).isEmpty();
  }

  @Test
  void aWrongAnswerIsAskedAgainAndANumberIsAnOption() throws IOException {
    String quiz = "src/main/apps/Quiz.java";
    assertThat(console("Venus\n2\n56\n", quiz, "questions=2")).isZero();
    assertThat(shown())
        .isEqualTo(
            """

            # Quiz

            ? Which planet is the largest?
              1  Mars
              2  Jupiter
            > "Venus" is not one of the options [Mars, Jupiter]
            >\s
            Right!

            ? What is 7 × 8?
              1  54
              2  56
              3  58
            >\s
            Right!

            ┌──────────────────────────────┬─────────┬───────┐
            │ question                     │ said    │ right │
            ├──────────────────────────────┼─────────┼───────┤
            │ Which planet is the largest? │ Jupiter │ true  │
            │ What is 7 × 8?               │ 56      │ true  │
            └──────────────────────────────┴─────────┴───────┘

            ╭──────────────────────────────────────╮
            │ Yera program completed successfully. │
            │ returned 2 of 2                      │
            │ exit code 0 after 0.0 s              │
            ╰──────────────────────────────────────╯
            """);
  }

  @App
  static void trip() {
    markdown(
        steps(
            steps -> {
              var who = steps.step("Who", form -> form.textInput("Name"));
              var nights = steps.step("How long", form -> form.numberInput("Nights", 1, 9));
              return () -> who.get() + ", " + nights.get();
            }));
  }

  @Test
  void aWizardGoesBackAndKeepsWhatWasEntered() throws IOException {
    String typed = "Ada\n/back\nGrace\n12\n/back\n\n4\n";
    assertThat(console(typed, "dev.yera.app.local.ConsoleTest.trip")).isZero();
    assertThat(shown())
        .contains("(/back goes to the step before)\nNights > ", "Grace, 4")
        .doesNotContain("before)\nName > ");
    assertThat(complained()).isEmpty();
  }

  @Test
  void stepsStandTogetherAndAnErrorIsInThePanel() throws IOException {
    assertThat(console("", "dev.yera.examples.LongTask.run", "seconds=0", "fail=true"))
        .isEqualTo(1);
    assertThat(shown())
        .isEqualTo(
            """

            # A long task

            • Starting
            • Fetch the parts
            • Check the parts
            ✔ Fetch the parts
            ✘ Check the parts
            ✘ Starting

            ╭─────────────────────────────────╮
            │ The parts do not fit together.  │
            │ java.lang.IllegalStateException │
            │ exit code 1 after 0.0 s         │
            ╰─────────────────────────────────╯
            """);
    assertThat(complained())
        .startsWith("java.lang.IllegalStateException: The parts do not fit together.")
        .contains("LongTask.java")
        .doesNotContain("AppMethod");
  }

  @Test
  void aFileMayUseClassesOfTheFilesBesideIt(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("Names.java"),
        "class Names { @dev.yera.app.App static String name() { return \"Ada\"; } }");
    Path file = folder.resolve("Hi.java");
    Files.writeString(
        file,
        "class Hi { @dev.yera.app.App static String hi() { return \"Hi \" + Names.name(); } }");
    assertThat(console("", file.toString())).as(complained()).isZero();
    assertThat(shown()).contains("returned Hi Ada");
  }

  @Test
  void aTerminalGetsStylesAndNothingElseThatIsNoText(@TempDir Path folder) throws IOException {
    isTerminal = true;
    assertThat(console("\n", coloured(folder).toString())).as(complained()).isZero();
    assertThat(shown()).startsWith("\n\u001b[31mred\u001b[0m, 10%\r20%\n\u001b[1mbold\u001b[m\n> ");
  }

  @Test
  void whatIsNoTerminalGetsWhatTheLinesShowInTheEnd(@TempDir Path folder) throws IOException {
    assertThat(console("\n", coloured(folder).toString())).as(complained()).isZero();
    assertThat(shown()).startsWith("\n20%, 10%\nbold\n> ");
  }

  /** An app whose text moves, and clears the screen. */
  private static Path coloured(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("Coloured.java"),
        """
        import static dev.yera.app.Yera.*;
        class Coloured {
          @dev.yera.app.App static void coloured() {
            text("\\033[31mred\\033[0m\\033[2J\\033]0;title\\007, 10%\\r20%\\n\\033[1mbold");
            textInput(null);
          }
        }
        """);
  }

  @Test
  void aFormIsAskedFieldByFieldAndNothingIsTheDefault() throws IOException {
    assertThat(console("Ada\n\n15\n\nSUITE\n", "dev.yera.examples.Booking")).isZero();
    assertThat(shown())
        .contains(
            "Your name > Arrival > Nights > 15 is not from 1 to 14\nNights > Room > \nSee you");
  }

  @App
  static void suggests() {
    says(Speaker.ASSISTANT).append("Hi");
    textInput("Name", q -> q.first("Ada"));
    textInput(null, q -> q.first("Eve"));
    textInput("Plain");
    buttons("By", List.of("train", "ship"), q -> q.first("ship"));
    select("One", List.of("a", "b"), q -> q.first("b"));
    selectMany("Some", List.of("a", "b"), q -> q.first(List.of("a", "b")));
    selectMany("Any", List.of("a", "b"));
  }

  @Test
  void whatNothingMeansIsShownAndWhoSpeaks() throws IOException {
    assertThat(console("\n\n\n\n\n\na\n", "dev.yera.app.local.ConsoleTest.suggests"))
        .as(complained())
        .isZero();
    assertThat(shown())
        .contains("\nassistant: Hi\n", "? Name (else Ada)\n", "\n(else Eve)\n", "? Plain\n")
        .contains("? By (else ship)\n", "? One (else b)\n")
        .contains("? Some (several, with commas between, else a, b)\n")
        .contains("? Any (several, with commas between)\n");
  }

  @App
  static int secret() {
    return textInput("Password", q -> q.secret()).length();
  }

  @Test
  void aSecretIsNotShownWhileItIsTyped() throws Exception {
    PseudoTerminal terminal = PseudoTerminal.open(80, 24);
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(TerminalProcess.words(terminal));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Console.class.getName(), ConsoleTest.class.getName() + ".secret"));
    Process console = TerminalProcess.start(new ProcessBuilder(command), terminal);
    OutputStream typed = console.getOutputStream();
    try (InputStream said = console.getInputStream()) {
      await().until(() -> terminal.echo().equals(Optional.of(EchoMode.OFF)));
      typed.write("s3cret\n".getBytes(StandardCharsets.UTF_8));
      typed.flush();
      assertThat(console.waitFor()).isZero();
      assertThat(new String(said.readAllBytes(), StandardCharsets.UTF_8))
          .contains("? Password", "returned 6")
          .doesNotContain("s3cret");
    } finally {
      console.destroyForcibly();
    }
  }

  @Test
  void allOfTheGallery() throws IOException {
    assertThat(console("Ada\nLARGE\n0.5\n\nTea\n3\n", "dev.yera.examples.Gallery")).isZero();
    assertThat(shown()).contains("Ada, LARGE, 0.5, 2026-12-24: 3 × Tea").contains("returned rain");
  }

  @Test
  void theEndOfInputStopsTheApp() throws IOException {
    assertThat(console("one\n", "dev.yera.examples.Echo.echo")).isEqualTo(130);
    assertThat(complained()).isEqualTo("\nStopped: the input has ended.\n");
  }

  @Test
  void aPartThatIsMissingOnTheClassPathEndsIt() throws Exception {
    Process console =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                "target/classes",
                "dev.yera.app.local.Console",
                "dev.yera.examples.Burst")
            .redirectErrorStream(true)
            .start();
    try (var said = console.inputReader()) {
      assertThat(said.lines().toList()).anyMatch(line -> line.contains("tools/jackson"));
      assertThat(console.waitFor()).isEqualTo(1);
    } finally {
      console.destroyForcibly();
    }
  }

  @Test
  void wrongUseIsExplained(@TempDir Path folder) throws IOException {
    assertThat(console("")).isEqualTo(64);
    assertThat(complained())
        .isEqualTo("Usage: Console <File.java, class or app id> [<parameter>=<value> …]\n");
    err.reset();
    assertThat(console("", "no.such.App")).isEqualTo(64);
    assertThat(complained())
        .startsWith("no.such.App is not a .java file, a class with an app, or an app id: ");
    err.reset();
    assertThat(console("", "dev.yera.app.local.TextTableTest")).isEqualTo(64);
    assertThat(complained())
        .isEqualTo("dev.yera.app.local.TextTableTest has no method with @App\n");
    err.reset();
    assertThat(console("", "dev.yera.examples.Burst", "many")).isEqualTo(64);
    assertThat(complained()).startsWith("many is not <parameter>=<value>. Usage: ");
    err.reset();
    assertThat(console("", "dev.yera.examples.Burst", "n=many")).isEqualTo(64);
    assertThat(complained())
        .isEqualTo(
            "parameter n of dev.yera.examples.Burst.burst: \"many\" is not a whole number from "
                + "-2147483648 to 2147483647\n");
    err.reset();
    Path two = folder.resolve("Two.java");
    Files.writeString(
        two,
        """
        import dev.yera.app.App;
        class Two {
          @App static void one() {}
          @App static void other() {}
        }
        """);
    assertThat(console("", two.toString())).isEqualTo(64);
    assertThat(complained())
        .isEqualTo(two + " has several apps: choose one of [Two.one, Two.other]\n");
  }

  @Test
  void anErrorOfTheCompilerTellsTheLine(@TempDir Path folder) throws IOException {
    Path broken = folder.resolve("Broken.java");
    Files.writeString(broken, "class Broken {\n  int x = \"text\";\n}\n");
    assertThat(console("", broken.toString())).isEqualTo(64);
    assertThat(complained()).contains("Broken.java:2: error: incompatible types");
  }

  @Test
  void aFileOfJbangRunsWithItsLibraryOnTheClassPath(@TempDir Path folder) throws IOException {
    String source =
        """
        ///usr/bin/env jbang "$0" "$@" ; exit $?
        //DEPS com.google.re2j:re2j:1.8 // quotes
        //JAVA 17+
        class Quoted {
          @dev.yera.app.App static String app() { return com.google.re2j.Pattern.quote("."); }
        }
        """;
    Path file = folder.resolve("Quoted.java");
    Files.writeString(file, source);
    assertThat(console("", file.toString())).as(complained()).isZero();
    assertThat(shown()).contains("returned \\.");
    Files.writeString(file, source.replace("re2j.Pattern", "none.Pattern"));
    assertThat(console("", file.toString())).isEqualTo(64);
    assertThat(complained())
        .contains("Quoted.java:5: error: package com.google.none does not exist")
        .endsWith(
            "It names libraries: put com.google.re2j:re2j:1.8 on the class path of this command.\n");
  }

  @Test
  void aFileMayBeUtf16AndOtherEncodingsAreNamed(@TempDir Path folder) throws IOException {
    String source =
        "public class Wide {\r\n  @dev.yera.app.App static String app() { return \"hello\"; }\r\n}";
    Path file = folder.resolve("Wide.java");
    Files.writeString(file, "\uFEFF" + source, StandardCharsets.UTF_16LE);
    assertThat(console("", file.toString())).as(complained()).isZero();
    assertThat(shown()).contains("returned hello");
    Files.writeString(file, source, StandardCharsets.UTF_16LE);
    assertThat(console("", file.toString())).isEqualTo(64);
    assertThat(complained()).contains("UTF-16 without a byte order mark: save it as UTF-8");
  }

  @Test
  void aFileMayBeginWithAByteOrderMark(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("Marked.java");
    Files.writeString(
        file,
        """
        \uFEFFimport dev.yera.app.*;
        public class Marked {
          @App static void app() { Yera.markdown("hello"); }
        }
        """);
    assertThat(console("", file.toString())).as(complained()).isZero();
    assertThat(shown()).contains("hello");
  }

  @Test
  void aFileThatIsNotThere(@TempDir Path folder) throws IOException {
    assertThat(console("", folder.resolve("None.java").toString())).isEqualTo(64);
    assertThat(complained()).contains("there is no file");
  }
}
