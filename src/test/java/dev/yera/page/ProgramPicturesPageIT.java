package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.yera.Thorough;
import dev.yera.event.json.Json;
import dev.yera.it.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A picture of each of the programs on the page on console programs, after something was done. */
@Thorough
@InBrowser
class ProgramPicturesPageIT {
  private final PageWorld world;

  ProgramPicturesPageIT(PageWorld world) {
    this.world = world;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "python | python3  | >>>       | [n * n for n in range(8)] | 49]",
        "node   | node     | >         | [1, 2, 3].map((n) => n * 7) | 21 ]",
        "jshell | jshell   | jshell>   | Math.sqrt(1764) | 42.0",
        "bc     | bc       | warranty  | sqrt(2) | 1.41421",
        "sqlite | sqlite3  | sqlite>   | select 'answer', 6 * 7; | answer",
        "gdb    | gdb      | (gdb)     | print 6 * 7 | $1 = 42",
        "top    | top      | load aver | | PID",
        "vim    | vim.tiny | ~         | iDear diary, | Dear diary",
        "tqdm   | tqdm     | Reading   | | 50/50"
      })
  void aPictureIsTaken(String app, String program, String first, String typed, String then)
      throws IOException {
    assumeThat(Programs.isInstalled(program)).as(program + " is installed").isTrue();
    if (!Files.exists(apps().resolve("vim.app.json"))) {
      Programs.copy(apps());
    }
    Window window = open("programs." + app);
    shows(window, first);
    if (typed != null) {
      say(window, typed);
    }
    shows(window, then);
    if (app.equals("tqdm")) {
      assertThat(
              window
                  .page()
                  .locator(".xterm-rows > div")
                  .filter(new Locator.FilterOptions().setHasText("Reading")))
          .hasCount(1);
    }
    take(window, app);
  }

  @Test
  void aPictureIsTakenOfTheClientOfADatabase() throws IOException {
    assumeThat(Programs.isInstalled("psql")).as("psql is installed").isTrue();
    String password = Programs.addPostgres(apps());
    Window window = open("programs.psql-here");
    shows(window, "Password");
    say(window, password);
    shows(window, "=#");
    say(window, "select 'answer' as word, 6 * 7 as number;");
    shows(window, "(1 row)");
    take(window, "psql");
  }

  /** Over a pipe it would be seen when the program ends. */
  @Test
  void whatACProgramAsksIsSeenBeforeItIsAnswered() throws IOException {
    String program =
        "import ctypes; c = ctypes.CDLL(None);"
            + " c.printf(b'Enter a value: '); c.getchar(); c.printf(b'Thanks\\n')";
    Files.writeString(
        apps().resolve("c.app.json"),
        Json.text(
            Map.of(
                "identifier", "programs.c",
                "command", List.of("python3", "-c", program),
                "protocol", "terminal")));
    Window window = open("programs.c");
    shows(window, "Enter a value:");
    say(window, "7");
    shows(window, "Thanks");
    window.hasEnded();
  }

  private Path apps() throws IOException {
    return Files.createDirectories(world.server().apps().resolve("programs"));
  }

  private Window open(String app) {
    Window window = window();
    world.server().awaitPath("/api/apps/" + app);
    return window.open("/apps/" + app);
  }

  private static void shows(Window window, String text) {
    assertThat(window.page().locator(".xterm-rows")).containsText(text);
  }

  private static void say(Window window, String words) {
    window.page().keyboard().type(words);
    window.page().keyboard().press("Enter");
  }

  private static void take(Window window, String app) throws IOException {
    Pictures.take(window, window.page().locator(".terminal.xterm"), "program-" + app + ".png");
  }

  private Window window() {
    return world.window(
        new Browser.NewContextOptions()
            .setViewportSize(720, 520)
            .setColorScheme(ColorScheme.LIGHT)
            .setReducedMotion(ReducedMotion.REDUCE)
            .setLocale("en-GB"));
  }
}
