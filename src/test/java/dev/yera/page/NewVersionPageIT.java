package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.yera.Thorough;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;

/** An app is changed while a session of it is open. */
@Thorough
@InBrowser
class NewVersionPageIT {
  private final PageWorld world;

  NewVersionPageIT(PageWorld world) {
    this.world = world;
  }

  @Test
  void anOpenSessionSaysThatItsAppWasChangedAndRunsItAgain() throws IOException {
    Path file = world.server().apps().resolve("Changing.java");
    Window window = world.window();
    try {
      write(file, "first");
      window.open("/");
      assertThat(window.text("Changing.app")).isVisible();
      window.open("/apps/Changing.app");
      window.shows("Who?");
      window.line().fill("Ada");
      window.line().press("Enter");
      window.shows("What about the first?");
      window.line().fill("not sent yet");

      write(file, "second");
      window.shows("There is a new version of this app.");
      assertThat(window.line()).hasValue("not sent yet");
      window.isAccessible();
      Pictures.take(window, "new-version-1280.png");

      window.button("Run again with the same answers").click();
      window.shows("What about the second?");
      assertThat(window.text("There is a new version of this app.")).isHidden();
      assertThat(window.text("Ada")).isVisible();

      window.button("Change this answer").click();
      assertThat(window.line()).hasValue("Ada");
      window.line().fill("Bob");
      window.line().press("Enter");
      window.shows("What about the second?");
      assertThat(window.text("Bob")).isVisible();
      window.isAccessible();
      window.hasNoComplaints();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @Test
  void soItDoesWhenOnlyTheScriptOfACommandWasChanged() throws IOException {
    Path folder = Files.createDirectory(world.server().apps().resolve("changing"));
    Path script = folder.resolve("ask.sh");
    Path description = folder.resolve("ask.app.json");
    Window window = world.window();
    try {
      writeScript(script, "first");
      Files.writeString(
          description,
          """
          {"identifier": "page.changing", "command": ["bash", "ask.sh"]}
          """);
      window.open("/");
      window.shows("page.changing");
      window.open("/apps/page.changing");
      window.shows("What about the first?");

      writeScript(script, "second");
      window.shows("There is a new version of this app.");
      window.button("Run again with the same answers").click();
      window.shows("What about the second?");
      window.hasNoComplaints();
    } finally {
      Files.deleteIfExists(description);
      Files.deleteIfExists(script);
      Files.deleteIfExists(folder);
    }
  }

  private static void writeScript(Path file, String word) throws IOException {
    Path draft =
        Files.writeString(
            file.resolveSibling("ask.draft"),
            """
            read -r start
            echo '{"block_type": "text_input", "data": {"label": "What about the %s?"}}'
            read -r answer
            """
                .formatted(word));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void write(Path file, String word) throws IOException {
    Path draft =
        Files.writeString(
            file.resolveSibling("Changing.draft"),
            """
            import static dev.yera.app.Yera.*;
            import dev.yera.app.App;

            class Changing {
              @App
              static void app() {
                textInput("Who?");
                textInput("What about the %s?");
              }
            }
            """
                .formatted(word));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
