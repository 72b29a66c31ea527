package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.yera.Thorough;
import dev.yera.it.Server;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What admins see and do, however much there is. */
@Thorough
@InBrowser
class AdminPageIT {
  private static final int PHONE = 390;

  private final PageWorld world;

  AdminPageIT(PageWorld world) {
    this.world = world;
  }

  private static Locator rows(Page page) {
    return page.locator("#sessions-list > li");
  }

  private static Locator row(Page page, String session) {
    Locator link = page.locator("a[href$='" + session + "']");
    return rows(page).filter(new Locator.FilterOptions().setHas(link));
  }

  /** Until this has the focus. */
  private static void tabTo(Page page, Locator wanted) {
    await()
        .pollInSameThread()
        .until(
            () -> {
              page.keyboard().press("Tab");
              return (boolean) wanted.evaluate("each => each === document.activeElement");
            });
  }

  @Test
  void aSessionComesByItselfAndIsEndedWithTheKeyboard() {
    Server server = new Server(world.server().port(), "");
    Window window = world.window().open("/admin?app_id=page.everything");
    Page page = window.page();
    assertThat(page.locator("#standing")).hasText("Live");
    assertThat(page.locator("#now dd").first()).containsText(" of ");
    String session = server.create("page.everything");
    assertThat(row(page, session)).containsText("not started");
    window.isAccessible();

    page.locator("#sessions-title").focus();
    tabTo(page, row(page, session).getByRole(AriaRole.BUTTON).last());
    page.keyboard().press("Enter");
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog).containsText("End “Everything");
    window.isAccessible();
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(row(page, session)).containsText("stopped");
    assertThat(page.locator("#sessions-title")).isFocused();
    assertThat(server.state(session)).containsEntry("status", "stopped");

    page.getByLabel("Search settings").fill("apps.dir");
    assertThat(page.locator("#settings > li")).hasCount(1);
    assertThat(page.locator("#settings > li")).containsText("from: ");
    window.hasNoComplaints();
    assertThat(server.delete("/api/sessions/" + session).status()).isEqualTo(204);
  }

  /** Whose name is not that of a user: the address has what the server calls it, too. */
  @Test
  void theOwnerThatIsLookedAtStaysInTheAddress() {
    Window window = world.window();
    Page page = window.page();
    page.waitForRequest(
        each -> each.url().endsWith("/api/admin/events?owner=diB2IDE"),
        () -> window.open("/admin?owner_name=v+1&owner=diB2IDE"));
    page.getByLabel("Owner").fill("ann");
    assertThat(page).hasURL(Pattern.compile(".*/admin\\?owner_name=ann$"));
    page.getByLabel("Owner").fill("v 1");
    assertThat(page).hasURL(Pattern.compile(".*/admin\\?owner_name=v\\+1&owner=diB2IDE$"));
  }

  @Test
  void severalAreEndedAtOnceAndNothingMovesWhileTheyAreChosen() {
    Server server = new Server(world.server().port(), "");
    String one = server.create("page.cells");
    String two = server.create("page.cells");
    Window window = world.window().open("/admin?app_id=page.cells&status=created");
    Page page = window.page();
    row(page, one).getByRole(AriaRole.CHECKBOX).check();
    row(page, two).getByRole(AriaRole.CHECKBOX).check();
    String three = server.create("page.cells");
    window.shows("While you choose, nothing moves");
    assertThat(row(page, three)).hasCount(0);
    window.button("End 2…").click();
    window.button("End 2").click();
    assertThat(row(page, three)).isVisible();
    assertThat(row(page, one)).hasCount(0);
    assertThat(row(page, two)).hasCount(0);
    window.hasNoComplaints();
    for (String each : new String[] {one, two, three}) {
      assertThat(server.delete("/api/sessions/" + each).status()).isEqualTo(204);
    }
  }

  @Test
  void tenThousandSessionsFitOnAPhoneInTheDark() {
    HistoryWindow my =
        HistoryWindow.of(
            world,
            "joe",
            new Browser.NewContextOptions()
                .setViewportSize(PHONE, 844)
                .setColorScheme(ColorScheme.DARK));
    my.page()
        .context()
        .setExtraHTTPHeaders(Map.of(History.USER, "joe", "X-Forwarded-Groups", History.ADMINS));
    my.open("/admin");
    assertThat(rows(my.page())).hasCount(History.PAGE);
    my.window().button("Older").press("Enter");
    assertThat(my.window().button("Newest")).isEnabled();
    assertThat(rows(my.page())).hasCount(History.PAGE);

    my.window().field("Owner").fill("proxy many");
    Locator others =
        rows(my.page()).filter(new Locator.FilterOptions().setHasNotText("proxy many"));
    assertThat(others).hasCount(0);
    assertThat(rows(my.page())).hasCount(History.PAGE);
    my.window().field("State").selectOption("failed");
    my.window().shows("No session matches.");
    my.window().button("Clear").click();
    assertThat(rows(my.page())).hasCount(History.PAGE);
    assertThat(my.page().locator("#sessions-list")).not().containsText("No. ");

    my.window().isAccessible();
    Object right =
        my.page()
            .evaluate(
                """
                () => Math.round(Math.max(
                  document.documentElement.scrollWidth,
                  ...[...document.querySelectorAll('main *')].map(
                    (each) => each.getBoundingClientRect().right)))
                """);
    assertThat((int) right).isLessThanOrEqualTo(PHONE);
    my.window().hasNoComplaints();
  }

  @Test
  void whoIsNoAdminReadsThatItIsNotForThem() {
    HistoryWindow my = HistoryWindow.of(world, "looker").open("/admin");
    my.window().shows("This is for admins (yera.auth.admin-groups).");
  }
}
