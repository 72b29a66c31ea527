package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.yera.it.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A picture of each of the programs on the page on console programs, after something was done. */
@ExtendWith(InBrowser.class)
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
    Path apps = Files.createDirectories(world.server().apps().resolve("programs"));
    if (!Files.exists(apps.resolve("vim.app.json"))) {
      Programs.copy(apps);
    }
    Window window = window();
    world.server().awaitPath("/api/apps/programs." + app);
    window.open("/apps/programs." + app);
    Locator screen = window.page().locator(".xterm-rows");
    assertThat(screen).containsText(first);
    if (typed != null) {
      window.page().keyboard().type(typed);
      window.page().keyboard().press("Enter");
    }
    assertThat(screen).containsText(then);
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
