package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Takes pictures, of a laptop's and of a phone's width. With {@code -Dyera.pictures.write=true}
 * they become those of the documentation, to be looked at before they are committed.
 */
@ExtendWith(InBrowser.class)
class PicturesPageIT {
  private static final Path FOLDER =
      Path.of(Boolean.getBoolean("yera.pictures.write") ? "src/site/pictures" : "target/pictures");

  private final PageWorld world;

  PicturesPageIT(PageWorld world) {
    this.world = world;
  }

  @ParameterizedTest
  @CsvSource({"1440, 900, LIGHT", "390, 844, LIGHT", "390, 844, DARK"})
  void picturesAreTaken(int width, int height, ColorScheme scheme) throws Exception {
    Files.createDirectories(FOLDER);
    String suffix = width + (scheme == ColorScheme.DARK ? "-dark" : "") + ".png";
    Window window =
        world.window(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-GB"));
    window.open("/apps/page.everything").say("Ada");
    assertThat(window.button("Great")).isFocused();
    assertThat(window.page().locator("canvas[width]")).hasCount(2);
    take(window, "questions-" + suffix);
    window
        .page()
        .locator(".scroller")
        .evaluate("(e) => (e.scrollTop = e.querySelector('.chart').offsetTop - 250)");
    take(window, "blocks-" + suffix);
    window.open("/apps/page.failing").hasEnded();
    take(window, "error-" + suffix);
    window.open("/");
    window.page().locator("#search").fill("examples");
    assertThat(window.page().locator(".card:visible").first()).isVisible();
    take(window, "home-" + suffix);
    assertThat(Files.size(FOLDER.resolve("home-" + suffix))).isGreaterThan(5_000);
  }

  /** Nothing moves into place; what was just told its size is drawn in the next frames. */
  private static void take(Window window, String name) {
    window
        .page()
        .evaluate(
            """
            async () => {
              for (let frame = 0; frame < 3; frame += 1) {
                await new Promise(requestAnimationFrame);
              }
            }
            """);
    window.page().screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name)));
  }
}
