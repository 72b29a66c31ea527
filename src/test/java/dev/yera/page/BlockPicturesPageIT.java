package dev.yera.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.yera.Thorough;
import dev.yera.event.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A picture of each block, of the examples that stand in the reference of the blocks. */
@Thorough
@InBrowser
class BlockPicturesPageIT {
  private static final Path EXAMPLES = Path.of("src/site/blocks");
  private static final String ENDING = ".py";

  private final PageWorld world;
  private Path script;
  private Path description;

  BlockPicturesPageIT(PageWorld world) {
    this.world = world;
  }

  static List<String> blocks() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    }
  }

  @BeforeEach
  void makeAnApp() throws IOException {
    // In a folder of their own, whose module yera is the server's.
    Path folder = Files.createDirectories(world.server().apps().resolve("examples"));
    script = folder.resolve("example.py");
    description = folder.resolve("example.app.json");
  }

  @AfterEach
  void removeIt() throws IOException {
    Files.deleteIfExists(description);
    Files.deleteIfExists(script);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void aPictureIsTaken(String block) throws IOException {
    Files.writeString(
        script,
        "import datetime\nfrom yera import *\n"
            + Files.readString(EXAMPLES.resolve(block + ENDING)));
    String id = "example." + block;
    Files.writeString(
        description,
        Json.text(
            Map.of("identifier", id, "name", block, "command", List.of("python3", "example.py"))));
    Window window =
        world.window(
            new Browser.NewContextOptions()
                .setViewportSize(640, 800)
                .setColorScheme(ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-GB"));
    world.server().awaitPath("/api/apps/" + id);
    window.open("/apps/" + id);
    Locator shown =
        window.page().locator(block.equals("exit") ? ".ending" : "[data-block]:visible").first();
    shown.waitFor();
    if (block.endsWith("_chart")) {
      window.page().locator("canvas[width]").waitFor();
    }
    Pictures.take(window, shown, "block-" + block + ".png");
  }
}
