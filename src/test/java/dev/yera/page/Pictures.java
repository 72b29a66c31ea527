package dev.yera.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Pictures of windows. With {@code -Dyera.pictures.write=true} they become those of the
 * documentation, to be looked at before they are committed.
 */
final class Pictures {
  private static final Path FOLDER =
      Path.of(Boolean.getBoolean("yera.pictures.write") ? "src/site/pictures" : "target/pictures");

  private Pictures() {}

  static void take(Window window, String name) throws IOException {
    Path file = file(window, name);
    window.page().screenshot(new Page.ScreenshotOptions().setPath(file));
    assertThat(Files.size(file)).isGreaterThan(5_000);
  }

  /** Of a part of it. */
  static void take(Window window, Locator part, String name) throws IOException {
    Path file = file(window, name);
    part.screenshot(new Locator.ScreenshotOptions().setPath(file));
    assertThat(Files.size(file)).isGreaterThan(300);
  }

  /** Nothing moves into place; what was just told its size is drawn in the next frames. */
  private static Path file(Window window, String name) throws IOException {
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
    return Files.createDirectories(FOLDER).resolve(name);
  }
}
