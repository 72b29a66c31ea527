package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import dev.yera.Thorough;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions are found again in <em>My sessions</em>. */
@InBrowser
@Thorough
class HistoryPageIT {
  private static final int EVERY_MILLIS = 3000;

  private final PageWorld world;

  HistoryPageIT(PageWorld world) {
    this.world = world;
  }

  private HistoryWindow finder() {
    HistoryWindow my = HistoryWindow.of(world, "finder").open("/");
    assertThat(my.rows()).hasCount(3);
    return my;
  }

  @ParameterizedTest
  @CsvSource({
    "LIGHT, en-GB, Today, Yesterday, 'Saturday,? 27 April', 'Thursday,? 27 December 2125'",
    "DARK, de-DE, Heute, Gestern, 'Samstag,? 27\\. April', 'Donnerstag,? 27\\. Dezember 2125'",
  })
  void sessionsAreGroupedByTheDaysOfWhoLooks(
      ColorScheme scheme,
      String locale,
      String today,
      String yesterday,
      String lately,
      String lastYear) {
    HistoryWindow my =
        HistoryWindow.of(
            world,
            "days",
            new Browser.NewContextOptions().setLocale(locale).setColorScheme(scheme));
    my.page().clock().setFixedTime(History.NOON.plus(Duration.ofHours(1)).toString());
    my.open("/");
    Locator days = my.page().locator("#sessions section");
    assertThat(days.locator("h3"))
        .hasText(
            Stream.of(today, yesterday, lately, lastYear)
                .map(each -> Pattern.compile("^" + each + "$"))
                .toArray(Pattern[]::new));
    assertThat(days.nth(0).locator(".name")).hasText(new String[] {"At noon", "After midnight"});
    assertThat(days.nth(0).locator("time")).hasText(new String[] {"12:00", "00:30"});
    assertThat(days.nth(1).locator(".name")).hasText(new String[] {"Before midnight"});
    my.window().isAccessible();
    my.window().hasNoComplaints();
  }

  @Test
  void whatWasSaidIsFoundAndTheAddressKeepsTheSearch() {
    HistoryWindow my = finder();
    Window window = my.window();
    my.search().fill("MARMALADE cat");
    assertThat(my.rows()).hasCount(1);
    window.shows("1 session found");
    assertThat(my.page()).hasURL(Pattern.compile(".*/\\?q=MARMALADE\\+cat$"));

    my.page().reload();
    assertThat(my.search()).hasValue("MARMALADE cat");
    assertThat(my.rows()).hasCount(1);

    my.search().fill("nobody said this");
    window.shows("No session matches.");
    assertThat(my.rows()).hasCount(0);
    window.isAccessible();
    window.button("Clear").click();
    assertThat(my.rows()).hasCount(3);
    assertThat(my.search()).isFocused();
    assertThat(my.search()).hasValue("");
    assertThat(window.button("Clear")).isHidden();
    assertThat(my.page()).hasURL(my.url() + "/");
    window.hasNoComplaints();
  }

  /** A look at the old list, whose answer came first, hid the fields, and so took their focus. */
  @Test
  void theSearchKeepsTheFocusWhileTheWholeListIsAskedFor() {
    HistoryWindow my = HistoryWindow.of(world, "finder");
    my.page().clock().install();
    my.open("/");
    assertThat(my.rows()).hasCount(3);
    my.window().field("State").selectOption("running");
    my.window().shows("No session matches.");
    List<Route> held = new CopyOnWriteArrayList<>();
    my.page().route(Pattern.compile("/api/sessions$"), held::add);
    my.window().button("Clear").click();
    my.page().waitForCondition(() -> !held.isEmpty());
    my.page().clock().runFor(3 * EVERY_MILLIS);
    my.page().evaluate("fetch('api/apps').then((answer) => answer.text())"); // after all looks
    held.forEach(Route::resume);
    assertThat(my.rows()).hasCount(3);
    assertThat(my.search()).isFocused();
    my.window().hasNoComplaints();
  }

  @Test
  void whatEndedLongAgoOpensLikeWhatRunsAndBackComesToTheSearch() {
    HistoryWindow my = finder();
    my.search().fill("marmalade");
    assertThat(my.rows()).hasCount(1);
    my.row("The old one").getByText("The old one").click();
    my.window().isAtSession();
    my.window().shows("marmalade");
    my.window().hasEnded();
    assertThat(my.page().locator(".ending .facts").first())
        .hasText(Pattern.compile(".* · 1234 tokens · 0\\.0021 USD"));
    my.page().goBack();
    assertThat(my.search()).hasValue("marmalade");
    assertThat(my.rows()).hasCount(1);
    my.window().hasNoComplaints();
  }

  @Test
  void sessionsAreFilteredByAppAndStateAndTheAddressKeepsIt() {
    HistoryWindow my = finder();
    Locator app = my.window().field("App");
    Locator state = my.window().field("State");
    app.selectOption(new SelectOption().setLabel("Gone"));
    assertThat(my.rows()).hasCount(1);
    assertThat(my.row("Of an app that is no more")).isVisible();
    app.selectOption(new SelectOption().setLabel("Failing"));
    assertThat(my.row("Failing")).isVisible();
    state.selectOption("failed");
    assertThat(my.rows()).hasCount(1);
    assertThat(my.page()).hasURL(Pattern.compile(".*/\\?app_id=page\\.failing&status=failed$"));

    my.page().reload();
    assertThat(app).hasValue("page.failing");
    assertThat(state).hasValue("failed");
    assertThat(my.row("Failing")).isVisible();
    state.selectOption("running");
    my.window().shows("No session matches.");

    my.open("/?app_id=gone.app&status=nonsense");
    assertThat(my.row("Of an app that is no more")).isVisible();
    assertThat(app.locator("option:checked")).hasText("Gone");
    assertThat(state).hasValue("");
    my.window().hasNoComplaints();
  }

  /** Nothing of it is red: that a session is over is normal. */
  @Test
  void whatAClockOrTheServerStoppedIsGreyAndSaysWhy() {
    HistoryWindow my = HistoryWindow.of(world, "stopped").open("/");
    assertThat(my.rows()).hasCount(5);
    assertThat(my.row("Left")).containsText("closed, nobody was here");
    assertThat(my.row("Waited")).containsText("closed, no answer came");
    assertThat(my.row("Of a server that stopped")).containsText("server was stopped");
    Locator red = my.page().locator(".badge.failed");
    assertThat(red).hasCount(1);
    assertThat(red).hasCSS("color", "rgb(179, 38, 30)");
    assertThat(my.row("Left").locator(".badge")).hasCSS("color", "rgb(86, 96, 112)");
    my.window().isAccessible();

    my.window().field("State").selectOption("stopped");
    assertThat(my.rows()).hasCount(4);
    assertThat(my.row("Failed")).hasCount(0);

    opened(my, "Left", "Closed because nobody was here for 15 minutes");
    opened(my, "Of a server that stopped", "The server was stopped");
    my.window().shows("When the server is back, run the app again");
    my.page().goBack();
    opened(
        my, "Of a server before this one", "The session reached its maximum lifetime of 8 hours");
    my.window().hasNoComplaints();
  }

  private static void opened(HistoryWindow my, String name, String title) {
    if (!my.page().url().contains("status=")) {
      my.page().goBack();
    }
    my.row(name).getByText(name).click();
    my.window().hasEnded();
    Locator end = my.page().locator(".ending");
    assertThat(end).hasClass("ending stopped");
    assertThat(end.locator(".title")).hasText(title);
    assertThat(end).hasCSS("border-left-color", "rgb(123, 133, 148)");
    assertThat(end.locator("time")).isVisible();
    assertThat(end).not().containsText("exit code");
    my.window().isAccessible();
  }

  @Test
  void whatWentWrongIsSaidInWordsAndTheTraceIsForAuthors() {
    HistoryWindow my = HistoryWindow.of(world, "unlucky").open("/apps/page.failing");
    my.window().hasEnded();
    my.window().shows("Try again, perhaps with another input.");
    Locator details = my.page().locator(".ending details");
    assertThat(details).not().hasAttribute("open", "");
    details.locator("summary").click();
    my.window().shows("ProcessExited · exit code 1");
    assertThat(my.page().locator(".ending pre")).hasCount(0);
    assertThat(my.page().locator("yera-app")).not().containsText("ValueError");
    my.window().isAccessible();
  }

  @Test
  void whoHasNoneIsToldSo() {
    HistoryWindow my = HistoryWindow.of(world, "newcomer").open("/");
    my.window().shows("No sessions yet.");
    assertThat(my.search()).isHidden();
    assertThat(my.window().button("Select")).isHidden();
    my.window().isAccessible();

    world.history().create("newcomer");
    assertThat(my.rows()).hasCount(1);
    assertThat(my.rows()).containsText("not started");
    assertThat(my.search()).isVisible();
    my.window().hasNoComplaints();
  }

  @Test
  void aSearchThatTheServerRefusesIsExplained() {
    HistoryWindow my = finder();
    my.search().fill("x".repeat(20_000));
    my.window().shows("The sessions cannot be loaded. The server answered 4");
    assertThat(my.rows()).hasCount(0);
    my.search().fill("marmalade");
    assertThat(my.rows()).hasCount(1);
    my.window().shows("1 session found");
  }
}
