package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.yera.Thorough;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a console program prints, as a terminal shows it. */
@Thorough
@InBrowser
class ConsolePageIT {
  private final PageWorld world;

  ConsolePageIT(PageWorld world) {
    this.world = world;
  }

  private Window open(ColorScheme scheme) {
    Window window = world.window(new Browser.NewContextOptions().setColorScheme(scheme));
    return window.open("/apps/page.console");
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void coloursAreColoursThatCanBeRead(ColorScheme scheme) throws IOException {
    Window window = open(scheme);
    Locator text = window.page().locator("pre.text").first();
    assertThat(text).containsText("plain green all at once orange yellow inverse dim");
    assertThat(
            text.locator("span")
                .filter(new Locator.FilterOptions().setHasText("all at once"))
                .last())
        .hasCSS("font-weight", "700");
    assertThat(text.innerText()).doesNotContain("\u001b", "[32m", "a title");
    window.isAccessible();
    Pictures.take(window, "console-%s.png".formatted(scheme));
    window.hasNoComplaints();
  }

  @Test
  void aLineThatIsWrittenAgainIsOneLine() {
    Window window = open(ColorScheme.LIGHT);
    window.shows("Progress 100%");
    assertThat(window.page().locator("pre.text").first().textContent()).endsWith("\nProgress 100%");
    assertThat(window.page().locator("pre.text").first().textContent()).contains("dim\n");
  }

  @Test
  void errorOutputIsMarkedAlsoForAScreenReader() {
    Window window = open(ColorScheme.LIGHT);
    window.shows("Progress 100%");
    window.say("").shows("after");
    window.say("");
    Locator error = window.page().locator("pre.text.stderr");
    assertThat(error).hasText("Error output: something is wrong");
    assertThat(error.locator(".spoken")).hasText("Error output: ");
    assertThat(window.page().locator("pre.text:not(.stderr)")).hasCount(2);
    window.isAccessible();
    window.page().reload();
    assertThat(error).hasText("Error output: something is wrong");
  }

  @Test
  void manyLinesWithColoursComeWholeAndThePageStaysAtTheEnd() {
    Window window = open(ColorScheme.LIGHT);
    window.shows("Progress 100%");
    window
        .page()
        .evaluate(
            """
        window.longest = 0;
        new PerformanceObserver((list) => list.getEntries()
            .forEach((each) => (window.longest = Math.max(window.longest, each.duration))))
          .observe({ type: 'longtask' })
        """);
    window.say("").shows("after");
    window.say("").shows("something is wrong");
    window.say("");
    window.hasEnded();
    Locator text = window.page().locator("pre.text").last();
    await()
        .until(
            () ->
                (boolean)
                    text.evaluate("(pre) => pre.textContent.endsWith('199999 line of many\\n')"));
    assertThat(text.evaluate("(pre) => pre.textContent.split('\\n').length")).isEqualTo(200_001);
    System.err.printf(
        "200,000 coloured lines: the longest task took %s ms%n", window.page().evaluate("longest"));
    window.shows("Finished");
    window.hasNoComplaints();
  }
}
