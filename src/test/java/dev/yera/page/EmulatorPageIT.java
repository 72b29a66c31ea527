package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a program prints, whatever it is, is on the page as in another emulator that gets the same
 * bytes: pyte.
 */
@ExtendWith(InBrowser.class)
class EmulatorPageIT {
  private static final Path SCRIPT = Path.of("src/test/page-apps/screens.py");
  private static final int SEEDS = 40;

  private final PageWorld world;

  EmulatorPageIT(PageWorld world) {
    this.world = world;
  }

  private static String python(String... words) throws IOException, InterruptedException {
    // That of the system: it has the packages that the system's package manager installed.
    List<String> command = new ArrayList<>(List.of("/usr/bin/python3"));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? said : "failed: " + said;
  }

  @Test
  void theScreenIsThatOfAnotherEmulator() throws Exception {
    assumeThat(python("-c", "import pyte")).as("python3-pyte is installed").isEmpty();
    Window window = world.window().open("/apps/page.screens");
    Locator rows = window.page().locator(".xterm-rows");
    assertThat(rows).containsText("ready");
    for (int seed = 1; seed <= SEEDS; seed++) {
      window.page().keyboard().type(Integer.toString(seed));
      window.page().keyboard().press("Enter");
      Locator last = rows.locator("> div").last();
      assertThat(last).hasText(Pattern.compile("end %d \\d+ \\d+".formatted(seed)));
      String[] size = last.innerText().replace('\u00a0', ' ').strip().split(" ", -1);
      String[] expected = python(SCRIPT.toString(), size[1], size[2], size[3]).split("\n", -1);
      assertThat(shown(rows))
          .as("seed " + seed)
          .isEqualTo(List.of(expected).subList(0, expected.length - 1));
    }
  }

  private static List<String> shown(Locator rows) {
    return rows.locator("> div").allTextContents().stream()
        .map(row -> row.replace('\u00a0', ' ').stripTrailing())
        .toList();
  }
}
