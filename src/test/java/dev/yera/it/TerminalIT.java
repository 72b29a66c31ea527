package dev.yera.it;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each example in a terminal, started with the SDK as the documentation says. */
class TerminalIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          dev.yera.examples.Echo                        | hello;/quit                 | hello
          dev.yera.examples.Chatbot                     | hello;/quit                 | You said **hello**
          dev.yera.examples.Burst n=3 size=4            |                             | xxxxxxxxxxxx
          dev.yera.examples.LongTask seconds=0          |                             | All parts are here
          dev.yera.examples.Weather                     | 2015;2;No                   | the mean of each month
          dev.yera.examples.Booking                     | Ada;;3;SUITE                | , Ada!
          dev.yera.examples.Gallery                     | Ada;2;;;Tea;2               | 2 × Tea
          src/main/apps/Quiz.java questions=2           | Jupiter;2                   | returned 2 of 2
          """,
      delimiter = '|')
  void anExampleRunsToItsEnd(String call, String typed, String shown) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator,
            System.getProperty("yera.sdk"),
            "target/child-libraries/*",
            "target/classes"));
    command.add("dev.yera.app.local.Console");
    command.addAll(List.of(call.split(" ")));
    String lines = typed == null ? "" : typed.replace(';', '\n') + "\n";
    assertThat(saidBy(command, lines)).contains(shown).contains("exit code 0");
  }

  private String saidBy(List<String> command, String input)
      throws IOException, InterruptedException {
    Path in = Files.writeString(folder.resolve("in"), input, StandardCharsets.UTF_8);
    Path out = folder.resolve("out");
    Process console =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(console.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      console.destroyForcibly();
    }
    String said = Files.readString(out, StandardCharsets.UTF_8);
    assertThat(console.exitValue()).as(said).isZero();
    return said;
  }
}
