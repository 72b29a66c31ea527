package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;

@InBrowser
class HomePageIT {
  private final Window window;

  private final Path apps;

  HomePageIT(PageWorld world) {
    apps = world.server().apps();
    window = world.window().open("/");
  }

  private Locator card(String identifier) {
    Locator id = window.page().getByText(identifier, new Page.GetByTextOptions().setExact(true));
    return window.page().locator(".card").filter(new Locator.FilterOptions().setHas(id));
  }

  private Locator sessions() {
    return window.page().locator("#sessions li");
  }

  @Test
  void searchNarrowsTheApps() {
    Locator search = window.field("Search apps");
    search.fill("every question");
    assertThat(window.page().locator(".card:visible")).hasCount(1);
    assertThat(card("page.everything")).isVisible();

    search.fill("nothing is called that");
    window.shows("No app matches the search.");
    window.hasNoComplaints();
  }

  @Test
  void anAppThatIsDroppedOrBrokenIsSeenWithoutAReload() throws IOException {
    Path file = apps.resolve("Dropped.java");
    Locator typed = card("page.parameters").getByLabel("Word");
    card("page.parameters").getByText("Start…").click();
    typed.fill("half a wo");
    try {
      drop(file, "markdown(\"hello\");");
      assertThat(card("Dropped.app")).isVisible();

      drop(file, "markdown(\"hello\")");
      Locator broken = window.page().locator(".card.broken");
      assertThat(broken).containsText("Dropped.java");
      assertThat(broken).containsText("broken");
      assertThat(broken).containsText("';' expected");
      assertThat(broken).containsText("Line 7, column 24");
      assertThat(card("Dropped.app")).hasCount(0);
      assertThat(typed).hasValue("half a wo");
      assertThat(typed).isFocused();
      window.isAccessible();

      drop(file, "markdown(\"hello again\");");
      assertThat(card("Dropped.app")).isVisible();
      assertThat(broken).hasCount(0);
    } finally {
      Files.deleteIfExists(file);
    }
    assertThat(card("Dropped.app")).hasCount(0);
    window.hasNoComplaints();
  }

  private static void drop(Path file, String statement) throws IOException {
    Path draft =
        Files.writeString(
            file.resolveSibling("Dropped.draft"),
            """
            import static dev.yera.app.Yera.*;
            import dev.yera.app.App;

            class Dropped {
              @App
              static void app() {
                  %s
              }
            }
            """
                .formatted(statement));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void aFormAsksForTheParametersOfAnApp() {
    Locator card = card("page.parameters");
    card.getByText("Start…").click();
    window.isAccessible();
    card.getByRole(AriaRole.BUTTON).last().click();
    assertThat(card.locator("input:invalid")).hasCount(1);

    card.getByLabel("Word").fill("hello");
    card.getByLabel("Count").fill("7");
    card.getByLabel("Loud").uncheck();
    card.getByLabel("Colour").selectOption("green");
    card.getByLabel("Names").fill("x\ny y\n");
    card.getByRole(AriaRole.BUTTON).last().click();

    window.shows(
        "{\"colour\": \"green\", \"count\": 7, \"day\": \"2026-11-22\", \"loud\": false,"
            + " \"names\": [\"x\", \"y y\"], \"ratio\": 0.5, \"word\": \"hello\"}");
    window.hasEnded();
    window.hasNoComplaints();
  }

  @Test
  void mySessionsAreListedAndReopened() {
    card("page.everything").getByText("Start").click();
    assertThat(window.line()).isFocused();
    window.isAtSession();
    String address = window.page().url();

    window.open("/");
    Locator mine = sessions().first();
    assertThat(mine).containsText("Everything");
    assertThat(mine).containsText("running");
    assertThat(mine).containsText("waits for your answer");
    window.isAccessible();

    mine.getByRole(AriaRole.LINK).click();
    assertThat(window.page()).hasURL(address);
    assertThat(window.line()).isFocused();
    window.hasNoComplaints();
  }

  @Test
  void aTranscriptIsExportedAsAFile() throws IOException {
    card("page.everything").getByText("Start").click();
    window.say("Ada");
    assertThat(window.button("Great")).isFocused();
    window.open("/");
    Locator dots = sessions().first().getByRole(AriaRole.BUTTON);
    assertThat(export(dots, "Markdown", ".md")).contains("Ada");
    assertThat(export(dots, "HTML", ".html")).startsWith("<!doctype html>").contains("Ada");
    assertThat(export(dots, "JSON", ".json")).contains("\"Ada\"");
    assertThat(dots).isFocused();
    window.hasNoComplaints();
  }

  private String export(Locator dots, String form, String ending) throws IOException {
    dots.click();
    Locator link = window.text("Export as " + form);
    Download download = window.page().waitForDownload(link::click);
    assertThat(download.suggestedFilename()).endsWith(ending);
    return Files.readString(download.path());
  }

  @Test
  void anAppIsFoundAndStartedWithoutAMouse() {
    Locator search = window.field("Search apps");
    assertThat(search).isVisible();
    window.page().keyboard().press("Tab");
    assertThat(window.text("Administration")).isFocused();
    window.page().keyboard().press("Tab");
    assertThat(search).isFocused();
    window.page().keyboard().type("page.parameters");
    assertThat(window.page().locator(".card:visible")).hasCount(1);
    window.page().keyboard().press("Tab");
    window.page().keyboard().press("Enter");
    assertThat(card("page.parameters").getByLabel("Word")).isFocused();
    window.page().keyboard().type("hello");
    window.page().keyboard().press("Enter");
    window.isAtSession();
    window.shows("\"word\": \"hello\"");
  }

  @Test
  void homeIsAccessible() {
    assertThat(card("page.everything")).isVisible();
    assertThat(card("page.everything").locator(".kind")).hasText("Command");
    assertThat(card("dev.yera.examples.Echo.echo").locator(".kind")).hasText("Java");
    window.isAccessible();
  }
}
