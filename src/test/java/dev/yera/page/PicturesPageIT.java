package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.yera.Thorough;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Takes pictures, of a laptop's and of a phone's width. */
@Thorough
@InBrowser
class PicturesPageIT {
  private final PageWorld world;

  PicturesPageIT(PageWorld world) {
    this.world = world;
  }

  @ParameterizedTest
  @CsvSource({"1440, 900, LIGHT", "390, 844, LIGHT", "390, 844, DARK"})
  void picturesAreTaken(int width, int height, ColorScheme scheme) throws IOException {
    String suffix = suffix(width, scheme);
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
    Pictures.take(window, "questions-" + suffix);
    window
        .page()
        .locator(".scroller")
        .evaluate("(e) => (e.scrollTop = e.querySelector('.chart').offsetTop - 250)");
    Pictures.take(window, "blocks-" + suffix);
    window.open("/");
    window.page().locator("#search").fill("examples");
    assertThat(window.page().locator(".card:visible").first()).isVisible();
    Pictures.take(window, "home-" + suffix);
  }

  @Test
  void picturesOfNewerBlocksAreTaken() throws IOException {
    Window window =
        world.window(
            new Browser.NewContextOptions()
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-GB"));
    window.open("/apps/dev.yera.examples.MoreGallery.gallery");
    assertThat(window.page().getByRole(AriaRole.GRID)).isVisible();
    assertThat(window.page().locator(".vega svg")).isVisible();
    takenInAllForms(window, "more-blocks-data-");
    window.page().locator(".scroller").evaluate("(e) => (e.scrollTop = 0)");
    takenInAllForms(window, "more-blocks-");
  }

  @Test
  void picturesOfTextThatGoesFromRightToLeftAreTaken() throws IOException {
    Window window =
        world.window(
            new Browser.NewContextOptions()
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("he-IL"));
    window.open("/apps/page.rtl");
    window.field("City (required)").fill("ירושלים");
    window.page().locator("select").selectOption("ראשון");
    window.button("Start").click();
    assertThat(window.line()).isFocused();
    assertThat(window.page().locator("yera-app table").first()).hasCSS("direction", "rtl");
    assertThat(window.page().locator("canvas[width]")).hasCount(1);
    takenInAllForms(window, "right-to-left-data-");
    window.page().locator(".scroller").evaluate("(e) => (e.scrollTop = 0)");
    takenInAllForms(window, "right-to-left-");
  }

  @ParameterizedTest
  @CsvSource({"1440, 900, LIGHT", "1440, 900, DARK", "390, 844, LIGHT"})
  void picturesOfTerminalsAreTaken(int width, int height, ColorScheme scheme) throws IOException {
    Window window =
        world.window(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-GB"));
    window.open("/apps/page.terminal");
    assertThat(window.page().locator(".xterm-rows")).containsText("Name:");
    assertThat(window.field("Line for the program")).isFocused();
    window.page().keyboard().type("Ada");
    window.page().keyboard().press("Enter");
    assertThat(window.page().locator(".xterm-rows")).containsText("Password:");
    assertThat(window.field("Line for the program")).hasAttribute("type", "password");
    window.page().keyboard().type("swordfish");
    taken(window, "terminal-" + suffix(width, scheme));
  }

  @ParameterizedTest
  @CsvSource({"1440, 900, LIGHT", "1440, 900, DARK", "390, 844, LIGHT", "390, 844, DARK"})
  void picturesOfFormsAreTaken(int width, int height, ColorScheme scheme) throws IOException {
    String suffix = suffix(width, scheme);
    Window window =
        world.window(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-GB"));
    window.open("/apps/Forgiving.signUp");
    window.field("E-mail").fill("ada@example.org");
    window.field("Seats").fill("9");
    window.button("Submit").click();
    assertThat(window.field("Name")).isFocused();
    taken(window, "form-errors-" + suffix);
    window.open("/apps/Forgiving.wizard");
    window.field("First name").fill("Ada");
    window.field("Last name").fill("Lovelace");
    window.button("Submit").click();
    assertThat(window.field("Nights")).isFocused();
    taken(window, "wizard-" + suffix);
    window.open("/apps/Forgiving.patient");
    assertThat(window.button("Cancel")).isVisible();
    taken(window, "progress-" + suffix);
    window.button("Cancel").click();
    window.hasEnded();
    taken(window, "cancelled-" + suffix);
  }

  @ParameterizedTest
  @CsvSource({"1440, 900, LIGHT", "1440, 900, DARK", "390, 844, LIGHT", "390, 844, DARK"})
  void picturesOfABrokenAppAreTaken(int width, int height, ColorScheme scheme) throws IOException {
    Path file = world.server().apps().resolve("Broken.java");
    try {
      Files.writeString(
          file, "class Broken {\n  @dev.yera.app.App\n  static void app() {\n    oops\n  }\n}\n");
      Window window =
          world.window(
              new Browser.NewContextOptions()
                  .setViewportSize(width, height)
                  .setColorScheme(scheme)
                  .setReducedMotion(ReducedMotion.REDUCE)
                  .setLocale("en-GB"));
      window.open("/");
      window.shows("Line 4, column");
      taken(window, "broken-" + suffix(width, scheme));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @Test
  void picturesOfTheLastOfTwentyTabsAreTaken() throws IOException {
    Window tab =
        world.window(new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
    for (int tabs = 1; tabs < 20; tabs++) {
      tab.open("/apps/page.everything").isLive();
      tab = world.another(tab);
    }
    tab.open("/apps/page.everything").say("Ada");
    assertThat(tab.button("Great")).isFocused();
    takenInAllForms(tab, "tabs-");
  }

  @Test
  void picturesOfEachEndAreTaken() throws IOException {
    Window window =
        world.window(
            new Browser.NewContextOptions()
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-GB"));
    window.open("/apps/page.failing").hasEnded();
    takenInAllForms(window, "end-failed-");
    window.button("Delete").click();
    window.button("Really delete?").click();
    window.shows("Deleted");
    takenInAllForms(window, "end-deleted-");
    window.open("/apps/page.leaves_open?end=well");
    window.button("Start").click();
    window.hasEnded();
    takenInAllForms(window, "end-well-");
    window.open("/apps/page.leaves_open");
    window.button("Start").click();
    assertThat(window.line()).isVisible();
    window.button("End").click();
    window.button("Really end?").click();
    window.hasEnded();
    takenInAllForms(window, "end-by-user-");
    HistoryWindow my =
        HistoryWindow.of(
            world,
            "stopped",
            new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
    for (String name : List.of("Left", "Of a server that stopped")) {
      my.open("/").row(name).getByText(name).click();
      my.window().hasEnded();
      takenInAllForms(my.window(), "end-" + name.toLowerCase(Locale.ROOT).replace(' ', '-') + "-");
    }
  }

  private static void takenInAllForms(Window window, String name) throws IOException {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : List.of(1440, 390)) {
        window.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        window.page().setViewportSize(width, 850);
        taken(window, name + suffix(width, scheme));
      }
    }
  }

  private static void taken(Window window, String name) throws IOException {
    window.isAccessible();
    Pictures.take(window, name);
  }

  @ParameterizedTest
  @CsvSource({"1440, 900, LIGHT", "390, 844, LIGHT", "390, 844, DARK"})
  void picturesOfTheHistoryAreTaken(int width, int height, ColorScheme scheme) throws IOException {
    HistoryWindow my =
        HistoryWindow.of(
            world,
            "Ada",
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE));
    my.page().clock().setFixedTime(History.NOON.plus(Duration.ofHours(1)).toString());
    my.open("/");
    my.window().field("Search apps").fill("examples");
    assertThat(my.row("Plan for May").locator(".pinned")).isVisible();
    my.page().locator("#history").evaluate("(e) => e.scrollIntoView()");
    my.dots("Names for the cat").click();
    assertThat(my.window().button("Rename")).isFocused();
    Pictures.take(my.window(), "history-" + suffix(width, scheme));
  }

  private static String suffix(int width, ColorScheme scheme) {
    return width + (scheme == ColorScheme.DARK ? "-dark" : "") + ".png";
  }
}
