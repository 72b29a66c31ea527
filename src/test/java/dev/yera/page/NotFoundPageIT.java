package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses of nothing. */
@InBrowser
class NotFoundPageIT {
  private final PageWorld world;

  NotFoundPageIT(PageWorld world) {
    this.world = world;
  }

  @ParameterizedTest
  @CsvSource({
    "/apps/no.such_app, There is no such app or session here, LIGHT, 1440",
    "/sessions/7d1f1b4e-6f0c-4d7e-9a44-0e6f2e1a9b11, There is no such app or session here, DARK, 390",
    "/sessions/nonsense, There is no such app or session here, LIGHT, 390",
    "/nothing/here, There is nothing at this address., DARK, 1440"
  })
  void whatIsNotThereIs404InOurWords(String path, String words, ColorScheme scheme, int width)
      throws IOException {
    Window window =
        world.window(
            new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, 844));
    Response response = window.page().navigate(world.url() + path);
    assertThat(response.status()).isEqualTo(404);
    window.shows(words);
    window.isAccessible();
    Pictures.take(window, "not-found-%d-%s.png".formatted(width, scheme));
    window.text("To the apps").click();
    assertThat(window.page()).hasURL(world.url() + "/");
  }
}
