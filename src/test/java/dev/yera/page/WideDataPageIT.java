package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.yera.Thorough;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Apps for data: a page as wide as the window, and tables that can be searched. */
@InBrowser
@Thorough
class WideDataPageIT {
  private final PageWorld world;

  WideDataPageIT(PageWorld world) {
    this.world = world;
  }

  @Test
  void aWideAppHasTheWholeWindowAlsoAfterAReload() {
    Window window = world.window(new Browser.NewContextOptions().setViewportSize(1440, 900));
    window.open("/apps/page.everything");
    assertThat(window.line()).isVisible();
    assertThat(width(window)).isLessThan(1000);
    window.open("/apps/page.wide");
    assertThat(window.line()).isVisible();
    assertThat(width(window)).isGreaterThan(1350);
    window.page().reload();
    assertThat(window.line()).isVisible();
    assertThat(width(window)).isGreaterThan(1350);
  }

  private static double width(Window window) {
    return window.page().locator(".blocks").boundingBox().width;
  }

  @Test
  void noDateIsWrapped() {
    Window window = world.window(new Browser.NewContextOptions().setViewportSize(390, 844));
    window.open("/apps/page.wide");
    Locator date = window.page().locator("td").first();
    assertThat(date).hasText("2026-01-01");
    int lines =
        (int)
            date.evaluate(
                "(td) => { const r = document.createRange(); r.selectNodeContents(td); return r.getClientRects().length; }");
    assertThat(lines).isEqualTo(1);
  }

  @Test
  void aTableIsSearched() {
    Window window = world.window().open("/apps/page.wide");
    Locator rows = window.page().locator("tbody tr");
    assertThat(rows).hasCount(40);
    window.field("Search the table").fill("day 17 ");
    assertThat(rows).hasCount(1);
    assertThat(rows.first()).containsText("2026-01-18");
    window.shows("1 row found");
    window.button("Day").click();
    assertThat(rows).hasCount(1);
    window.field("Search the table").fill("nothing like it");
    window.shows("No row matches.");
    window.field("Search the table").fill("");
    assertThat(rows).hasCount(40);
    window.open("/apps/page.everything");
    assertThat(window.line()).isVisible();
    assertThat(window.page().locator(".table").first()).isVisible();
    assertThat(window.page().locator(".table .tools:visible")).hasCount(0);
  }

  @ParameterizedTest
  @CsvSource({"1440, 900, LIGHT", "1440, 900, DARK", "390, 844, LIGHT", "390, 844, DARK"})
  void wideDataIsAccessible(int width, int height, ColorScheme scheme) throws IOException {
    Window window =
        world.window(
            new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
    window.open("/apps/page.wide");
    assertThat(window.line()).isVisible();
    window.field("Search the table").fill("rained");
    window.isAccessible();
    window.page().locator(".scroller").evaluate("(e) => (e.scrollTop = 0)");
    Pictures.take(window, "wide-%d-%s.png".formatted(width, scheme));
  }
}
