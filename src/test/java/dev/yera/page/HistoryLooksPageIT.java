package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import dev.yera.Thorough;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** <em>My sessions</em> stays as it is under the hand, and light, however much there is. */
@Thorough
@InBrowser
class HistoryLooksPageIT {
  private static final int EVERY_MILLIS = 3000;
  private static final int PHONE = 390;
  private static final long A_TIME = 1_800_000_000_000L;

  private final PageWorld world;

  /** The lists that the page has asked for. */
  private final List<String> asked = new ArrayList<>();

  HistoryLooksPageIT(PageWorld world) {
    this.world = world;
  }

  /** With a clock that stands still until the test moves it. */
  private HistoryWindow open(String user) {
    HistoryWindow my = HistoryWindow.of(world, user);
    my.page()
        .onRequest(
            request -> {
              if (request.url().matches(".*/api/sessions(\\?.*)?")) {
                asked.add(request.url().replaceFirst(".*/api/", ""));
              }
            });
    my.page().clock().install(new Clock.InstallOptions().setTime(A_TIME));
    my.page().clock().pauseAt(A_TIME + 1);
    return my.open("/");
  }

  /** The second look begins when the first is over. */
  private void hasLookedAgain(HistoryWindow my) {
    asked.clear();
    await()
        .pollInSameThread()
        .until(
            () -> {
              my.page().clock().runFor(EVERY_MILLIS);
              return asked.size() >= 2;
            });
  }

  @Test
  void aLookAtTheListMovesNothingThatIsInUse() {
    HistoryWindow my = open("looker");
    assertThat(my.rows()).hasCount(4);
    my.dots("Third").click();
    assertThat(my.window().button("Rename")).isFocused();
    world.history().create("looker");
    asked.clear();
    my.page().clock().runFor(5 * EVERY_MILLIS);
    assertThat(my.page().locator(".menu")).isVisible();

    my.window().button("Rename").click();
    Locator title = my.window().field("Title");
    title.fill("Half a na");
    my.page().clock().runFor(5 * EVERY_MILLIS);
    assertThat(title).hasValue("Half a na");
    assertThat(title).isFocused();
    assertThat(asked).isEmpty();
    assertThat(my.rows()).hasCount(4);

    my.press("Escape");
    hasLookedAgain(my);
    assertThat(my.rows()).hasCount(5);
    assertThat(my.dots("Third")).isFocused();

    String address = my.row("Third").locator("a").getAttribute("href");
    world.history().delete("looker", address.replaceFirst(".*/", ""));
    hasLookedAgain(my);
    assertThat(my.row("Third")).isVisible();
    assertThat(my.dots("Third")).isFocused();
    my.search().focus();
    hasLookedAgain(my);
    assertThat(my.row("Third")).hasCount(0);
    my.window().hasNoComplaints();
  }

  @Test
  void tenThousandSessionsAreLoadedPageByPage() {
    HistoryWindow my = open("many");
    assertThat(my.rows()).hasCount(History.PAGE);
    assertThat(my.row("No. 0")).isVisible();
    Locator more = my.window().button("More");
    my.page().context().setOffline(true);
    more.press("Enter");
    my.window().shows("The sessions cannot be loaded. The server cannot be reached.");
    my.page().context().setOffline(false);
    asked.clear();
    for (int pages = 2; pages <= 4; pages++) {
      more.press("Enter");
      assertThat(my.rows()).hasCount(pages * History.PAGE);
      assertThat(more).isFocused();
    }
    assertThat(asked).as("one for each page").hasSize(3);

    hasLookedAgain(my);
    assertThat(asked).as("only the first page is looked at again").containsOnly("sessions");
    assertThat(my.rows()).hasCount(4 * History.PAGE);

    my.search().fill("needle");
    my.page().clock().runFor(EVERY_MILLIS);
    assertThat(my.rows()).hasCount(1);
    assertThat(my.row("No. 9876")).isVisible();
    hasLookedAgain(my);
    assertThat(asked).as("a search is not repeated").containsOnly("sessions");
    assertThat(my.rows()).hasCount(1);
    my.window().button("Clear").click();
    assertThat(my.rows()).hasCount(History.PAGE);
    int longest = (int) my.page().evaluate("Math.max(0, ...window.longTasks)");
    assertThat(longest).isLessThan(my.window().onThisMachine(500));
  }

  @Test
  void aPhoneShowsAnyTitleWithoutScrollingSideways() {
    HistoryWindow my =
        HistoryWindow.of(
            world, "phone", new Browser.NewContextOptions().setViewportSize(PHONE, 844));
    my.open("/");
    assertThat(my.row(History.LONG)).isVisible();
    assertThat(my.row(History.RIGHT_TO_LEFT).locator(".name:dir(rtl)")).isVisible();
    assertThat(my.page().locator("#sessions b")).hasCount(0);
    fits(my);

    my.dots(History.LONG).click();
    assertThat(my.window().button("Rename")).isFocused();
    my.press("Tab");
    assertThat(my.window().button("Pin")).isFocused();
    fits(my);
    my.window().isAccessible();
    my.window().button("Rename").click();
    fits(my);
    my.press("Escape");

    my.window().button("Select").click();
    fits(my);
    my.window().isAccessible();
    my.choose(History.RIGHT_TO_LEFT, "Delete…");
    assertThat(my.dialog()).containsText(History.RIGHT_TO_LEFT);
    fits(my);
    my.press("Escape");
    my.window().hasNoComplaints();
  }

  /** Nothing is cut off, and there is nothing to scroll to. */
  private static void fits(HistoryWindow my) {
    Object right =
        my.page()
            .evaluate(
                """
                () => Math.round(Math.max(
                  document.documentElement.scrollWidth,
                  ...[...document.querySelectorAll('#history *:not(.spoken), dialog *')].map(
                    (each) => each.getBoundingClientRect().right)))
                """);
    assertThat((int) right).isLessThanOrEqualTo(PHONE);
  }

  @Test
  void whoWritesNoAppsSeesNothingTechnical() {
    HistoryWindow my =
        HistoryWindow.of(world, "Ada", new Browser.NewContextOptions().setViewportSize(390, 844));
    my.open("/");
    assertThat(my.page().locator(".card").nth(3)).isVisible();
    assertThat(my.page().locator(".card .id").first()).isHidden();
    assertThat(my.page().locator(".card .kind").first()).isHidden();
    assertThat(my.page().locator("footer")).isHidden();
    Object whole =
        my.page()
            .evaluate(
                """
                [...document.querySelectorAll('.card')]
                  .filter((each) => each.getBoundingClientRect().bottom <= innerHeight).length
                """);
    assertThat((int) whole).as("cards on a phone's first screen").isGreaterThanOrEqualTo(4);
    my.window().isAccessible();
  }
}
