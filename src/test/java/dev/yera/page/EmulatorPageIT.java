package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.yera.Thorough;
import dev.yera.event.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a program prints, whatever it is, is on the page as in another emulator that gets the same
 * bytes: pyte.
 */
@Thorough
@InBrowser
class EmulatorPageIT {
  private static final Path SCRIPT = Path.of("src/test/page-apps/screens.py");
  private static final Path BYTES = Path.of("src/test/page-apps/bytes.py");
  private static final Path LIBRARY = Path.of("src/main/page/xterm/xterm.mjs");
  private static final Path WIDTHS = Path.of("src/main/page/xterm/addon-unicode11.mjs");

  /** Each at the end of the last line, with the largest number that an emulator takes. */
  private static final String CORNERS =
      """
      import os, sys
      columns, lines = os.get_terminal_size()
      for final in range(0x40, 0x7F):
          for prefix in ("", "?", ">", "!"):
              for number in ("1", "2", "2147483647"):
                  sys.stdout.write(f"\\x1b[{lines};{columns}Hx\\x1b[{prefix}{number}{chr(final)}")
      print("\\x1bcstill here", flush=True)
      """;

  private static final int SEEDS = Integer.getInteger("yera.screens", 40);

  /** The emulator in an empty page, with what decides how wide a character is. */
  private static final String ALONE =
      """
      async ([library, widths, cols, rows]) => {
        const load = (text) => import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
        const [{ Terminal }, { Unicode11Addon }] = await Promise.all([load(library), load(widths)]);
        const terminal = new Terminal({ allowProposedApi: true, logLevel: 'off', cols, rows });
        terminal.loadAddon(new Unicode11Addon());
        terminal.unicode.activeVersion = '11';
        const cellsOf = (line) =>
          Array.from({ length: terminal.cols }, (_, x) => line.getCell(x))
            .filter((cell) => cell.getWidth() > 0)
            .map((cell) => (cell.isInvisible() ? ' ' : cell.getChars() || ' '))
            .join('');
        globalThis.show = (hex) =>
          new Promise((done) => {
            const bytes = Uint8Array.from(hex.match(/../g), (each) => Number.parseInt(each, 16));
            terminal.write(new TextDecoder().decode(bytes), () => {
              const { active } = terminal.buffer;
              done(Array.from({ length: terminal.rows }, (_, y) => cellsOf(active.getLine(active.baseY + y))));
            });
          });
      }
      """;

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
    // The last one erases up to the last column of the last line.
    for (int seed :
        IntStream.concat(IntStream.rangeClosed(1, SEEDS), IntStream.of(135)).toArray()) {
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

  /** What a program could stop an emulator with, and with it the page. */
  @Test
  void noSequenceStopsThePage() throws Exception {
    Files.writeString(
        world.server().apps().resolve("corners.app.json"),
        Json.text(
            Map.of(
                "identifier", "page.corners",
                "command", List.of("python3", "-c", CORNERS),
                "protocol", "terminal")));
    world.server().awaitPath("/api/apps/page.corners");
    Window window = world.window().open("/apps/page.corners");
    assertThat(window.page().locator(".xterm-rows")).containsText("still here");
    window.hasEnded();
  }

  /**
   * Bytes that are no characters, sequences that are none, cut, or nested: what is on the page is
   * what its emulator makes of the same bytes without everything between the program and the page.
   */
  @Test
  void anyBytesGiveTheScreenThatTheyGiveWithoutUs() throws Exception {
    Window window = world.window().open("/apps/page.bytes");
    Locator rows = window.page().locator(".xterm-rows");
    assertThat(rows).containsText("ready");
    window.page().keyboard().type("0");
    window.page().keyboard().press("Enter");
    assertThat(rows).containsText(Pattern.compile("size \\d+ \\d+"));
    String[] size = shown(rows).get(0).split(" ", -1);
    try (Page alone = window.page().context().newPage()) {
      alone.navigate("about:blank");
      alone.evaluate(
          ALONE,
          List.of(
              Files.readString(LIBRARY),
              Files.readString(WIDTHS),
              Integer.valueOf(size[1]),
              Integer.valueOf(size[2])));
      for (int seed = 1; seed <= SEEDS; seed++) {
        window.page().bringToFront();
        window.page().keyboard().type(Integer.toString(seed));
        window.page().keyboard().press("Enter");
        String bytes = python(BYTES.toString(), Integer.toString(seed)).strip();
        Object lines = alone.evaluate("(hex) => show(hex)", bytes);
        List<String> expected =
            ((List<?>) lines).stream().map(each -> plain((String) each)).toList();
        await().untilAsserted(() -> assertThat(shown(rows)).isEqualTo(expected));
      }
    }
  }

  private static List<String> shown(Locator rows) {
    return rows.locator("> div").allTextContents().stream().map(EmulatorPageIT::plain).toList();
  }

  private static String plain(String row) {
    return row.replace('\u00a0', ' ').stripTrailing();
  }
}
