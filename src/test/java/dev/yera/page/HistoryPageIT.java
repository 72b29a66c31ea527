package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import dev.yera.event.json.Json;
import dev.yera.it.Server;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * <em>My sessions</em>. A proxy, which the test is, says who looks: each test is a user of its own,
 * and finds what an earlier server has stored for that user.
 */
@ExtendWith(InBrowser.class)
class HistoryPageIT {
  private static final String USER = "X-Forwarded-User";
  private static final int PAGE = 50;
  private static final int MANY = 10_000;

  /** So far away that no retention takes what was then. */
  private static final Instant NOON = Instant.parse("2126-05-05T10:00:00Z");

  private static final Instant NOW = Instant.now();
  private static final String LONG = "word".repeat(50);
  private static final String RIGHT_TO_LEFT = "שלום 1 – what <b>this</b> is";
  private static final String EVERYTHING = "page.everything";

  private static PageServer server;
  private static Server api;
  private static String old;
  private static String plan;
  private final PageWorld world;

  HistoryPageIT(PageWorld world) {
    this.world = world;
  }

  @BeforeAll
  static void start(@TempDir Path temp) throws IOException {
    Path store = temp.resolve("data");
    write(store);
    server =
        PageServer.start(
            Path.of(System.getProperty("yera.war")),
            Map.of(
                "YERA_AUTH", "proxy",
                "YERA_AUTH_PROXY_TRUSTED", "127.0.0.0/8",
                "YERA_STORE", "files",
                "YERA_STORE_DIR", store.toString(),
                "YERA_SESSIONS_MAX_PER_OWNER", "100"),
            "/api/apps");
    api = new Server(server.port(), "");
  }

  private static void write(Path store) {
    writeForPictures(store);
    PastSession day = PastSession.of("days", NOON);
    day.titled("At noon").write(store);
    at(day, "2126-05-04T22:30:00Z").titled("After midnight").write(store);
    at(day, "2126-05-04T21:30:00Z").titled("Before midnight").write(store);
    at(day, "2126-04-27T08:00:00Z").titled("A week ago").write(store);
    at(day, "2125-12-27T08:00:00Z").titled("Last year").write(store);

    PastSession found = PastSession.of("finder", NOW);
    found.of("page.failing", "Failing").failed().write(store);
    found.of("gone.app", "Gone").titled("Of an app that is no more").write(store);
    old = found.titled("The old one").saying("The secret is a **marmalade** cat.").write(store);

    for (String user : List.of("namer", "keeper", "eraser", "looker", "phone")) {
      for (String title : List.of("First", "Second", "Third", "Fourth")) {
        PastSession.of(user, NOW).titled(title).write(store);
      }
    }
    PastSession.of("phone", NOW).titled(LONG).write(store);
    PastSession.of("phone", NOW).titled(RIGHT_TO_LEFT).failed().write(store);
    IntStream.range(0, PAGE + 1).forEach(i -> PastSession.of("sweeper", NOW).write(store));

    IntStream.range(0, MANY)
        .mapToObj(i -> PastSession.of("many", NOW.minus(Duration.ofMinutes(i))).titled("No. " + i))
        .forEach(
            each -> each.saying(each.title().equals("No. 9876") ? "a needle" : "hay").write(store));
  }

  /** For the documentation. */
  private static void writeForPictures(Path store) {
    PastSession chat =
        PastSession.of("Ada", NOON).of("dev.yera.examples.Chatbot.chatbot", "Chatbot");
    plan = at(chat, "2126-05-05T09:12:00Z").titled("Plan for May").write(store);
    at(chat, "2126-05-05T07:40:00Z").of("tools.guess", "Guess the number").write(store);
    at(chat, "2126-05-04T15:03:00Z").of("dev.yera.examples.Booking.book", "Book").write(store);
    at(chat, "2126-05-04T12:31:00Z")
        .of("dev.yera.examples.LongTask.run", "Long task")
        .failed()
        .write(store);
    at(chat, "2126-05-01T16:20:00Z").titled("Names for the cat").write(store);
    at(chat, "2126-05-01T08:05:00Z")
        .of("dev.yera.examples.Weather.explore", "Seattle weather")
        .titled("Rain, compared")
        .write(store);
  }

  private static PastSession at(PastSession past, String time) {
    return PastSession.of(past.user(), Instant.parse(time)).of(past.app(), past.appName());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  // ---- Who looks, and what they see

  private Window as(String user) {
    return as(user, new Browser.NewContextOptions().setViewportSize(1280, 800).setLocale("en-GB"));
  }

  private Window as(String user, Browser.NewContextOptions options) {
    return world.window(
        options.setTimezoneId("Europe/Berlin").setExtraHTTPHeaders(Map.of(USER, user)));
  }

  private static Window at(Window window, String path) {
    window.page().navigate(server.url() + path);
    return window;
  }

  private static Locator rows(Window window) {
    return window.page().locator("#sessions li");
  }

  private static Locator row(Window window, String name) {
    return rows(window)
        .filter(
            new Locator.FilterOptions()
                .setHas(
                    window
                        .page()
                        .getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName(name).setExact(true))));
  }

  private static Locator dots(Window window, String name) {
    return window.button("Actions for " + name);
  }

  /** Opens the menu of a session, and does this. */
  private static void choose(Window window, String name, String act) {
    dots(window, name).click();
    window.button(act).click();
  }

  private static Locator search(Window window) {
    return window.field("Search what was said");
  }

  private static Locator dialog(Window window) {
    return window.page().getByRole(AriaRole.DIALOG);
  }

  private static Server.Answer send(String user, HttpRequest.Builder request) {
    return api.send(request.header(USER, user).header("Content-Type", "application/json"));
  }

  private static String create(String user, String app) {
    String body = Json.text(Map.of("app_id", app));
    Server.Answer answer =
        send(user, api.request("/api/sessions").POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return (String) answer.json().get("session_id");
  }

  private static int listed(String user) {
    return send(user, api.request("/api/sessions?limit=200").GET()).list().size();
  }

  // ---- Finding

  @ParameterizedTest
  @CsvSource({
    "LIGHT, en-GB, 'Saturday,? 27 April', 'Thursday,? 27 December 2125'",
    "DARK, de-DE, 'Samstag,? 27\\. April', 'Donnerstag,? 27\\. Dezember 2125'",
  })
  void sessionsAreGroupedByTheDayOfWhoLooks(
      ColorScheme scheme, String locale, String lately, String lastYear) {
    Window window =
        as("days", new Browser.NewContextOptions().setLocale(locale).setColorScheme(scheme));
    window.page().clock().setFixedTime(NOON.plus(Duration.ofHours(1)).toString());
    at(window, "/");
    Locator days = window.page().locator("#sessions section");
    assertThat(days.locator("h3"))
        .hasText(
            new Pattern[] {
              Pattern.compile("Today"),
              Pattern.compile("Yesterday"),
              Pattern.compile("^" + lately + "$"),
              Pattern.compile("^" + lastYear + "$")
            });
    assertThat(days.nth(0).locator(".name")).hasText(new String[] {"At noon", "After midnight"});
    assertThat(days.nth(0).locator("time")).hasText(new String[] {"12:00", "00:30"});
    assertThat(days.nth(1).locator(".name")).hasText(new String[] {"Before midnight"});
    window.isAccessible();
    window.hasNoComplaints();
  }

  @Test
  void whatWasSaidIsFoundAndTheAddressKeepsTheSearch() {
    Window window = at(as("finder"), "/");
    assertThat(rows(window)).hasCount(3);
    search(window).fill("MARMALADE cat");
    assertThat(rows(window)).hasCount(1);
    window.shows("1 session found");
    assertThat(window.page()).hasURL(Pattern.compile(".*/\\?q=MARMALADE\\+cat$"));

    window.page().reload();
    assertThat(search(window)).hasValue("MARMALADE cat");
    assertThat(rows(window)).hasCount(1);

    window.text("The old one").click();
    window.isAtSession();
    assertThat(window.page()).hasURL(Pattern.compile(".*" + old));
    window.shows("marmalade");
    window.hasEnded();
    window.page().goBack();
    assertThat(search(window)).hasValue("MARMALADE cat");
    assertThat(rows(window)).hasCount(1);

    search(window).fill("nobody said this");
    window.shows("No session matches.");
    assertThat(rows(window)).hasCount(0);
    window.isAccessible();
    window.button("Clear").click();
    assertThat(rows(window)).hasCount(3);
    assertThat(search(window)).isFocused();
    assertThat(search(window)).hasValue("");
    assertThat(window.button("Clear")).isHidden();
    assertThat(window.page()).hasURL(server.url() + "/");
    window.hasNoComplaints();
  }

  @Test
  void sessionsAreFilteredByAppAndStateAndTheAddressKeepsIt() {
    Window window = at(as("finder"), "/");
    Locator app = window.field("App");
    app.selectOption(new SelectOption().setLabel("Gone"));
    assertThat(rows(window)).hasCount(1);
    assertThat(row(window, "Of an app that is no more")).isVisible();
    app.selectOption(new SelectOption().setLabel("Failing"));
    assertThat(row(window, "Failing")).isVisible();
    window.field("State").selectOption("failed");
    assertThat(rows(window)).hasCount(1);
    assertThat(window.page()).hasURL(Pattern.compile(".*/\\?app_id=page\\.failing&status=failed$"));

    window.page().reload();
    assertThat(app).hasValue("page.failing");
    assertThat(window.field("State")).hasValue("failed");
    assertThat(row(window, "Failing")).isVisible();
    window.field("State").selectOption("running");
    window.shows("No session matches.");

    at(window, "/?app_id=gone.app&status=nonsense");
    assertThat(row(window, "Of an app that is no more")).isVisible();
    assertThat(app.locator("option:checked")).hasText("Gone");
    assertThat(window.field("State")).hasValue("");
    window.hasNoComplaints();
  }

  @Test
  void whoHasNoneIsToldSo() {
    Window window = at(as("newcomer"), "/");
    window.shows("No sessions yet.");
    assertThat(search(window)).isHidden();
    assertThat(window.button("Select")).isHidden();
    window.isAccessible();

    create("newcomer", EVERYTHING);
    assertThat(rows(window)).hasCount(1);
    assertThat(rows(window)).containsText("not started");
    assertThat(search(window)).isVisible();
    window.hasNoComplaints();
  }

  @Test
  void aSearchThatTheServerRefusesIsExplained() {
    Window window = at(as("finder"), "/");
    assertThat(rows(window)).hasCount(3);
    search(window).fill("x".repeat(20_000));
    window.shows("The sessions cannot be loaded. The server answered 4");
    assertThat(rows(window)).hasCount(0);
    search(window).fill("marmalade");
    assertThat(rows(window)).hasCount(1);
    window.shows("1 session found");
  }

  // ---- Naming and keeping

  @Test
  void aSessionIsRenamedWhereItStands() {
    Window window = at(as("namer"), "/");
    Locator title = window.field("Title");
    choose(window, "First", "Rename");
    assertThat(title).isFocused();
    assertThat(title).hasValue("First");
    window.isAccessible();
    window.page().keyboard().type("Plan <i>B</i>");
    window.page().keyboard().press("Escape");
    assertThat(dots(window, "First")).isFocused();
    assertThat(title).hasCount(0);

    choose(window, "First", "Rename");
    window.page().keyboard().type("Plan <i>B</i>");
    window.page().keyboard().press("Enter");
    assertThat(dots(window, "Plan <i>B</i>")).isFocused();
    assertThat(row(window, "Plan <i>B</i>")).containsText("Everything");

    choose(window, "Plan <i>B</i>", "Rename");
    window.page().keyboard().insertText("x".repeat(201));
    window.button("Save").click();
    Locator alert = rows(window).getByRole(AriaRole.ALERT);
    assertThat(alert).containsText("it must be a string of at most 200 characters");
    assertThat(title).hasValue("x".repeat(201));
    assertThat(title).isFocused();
    window.isAccessible();
    title.fill(" ");
    window.page().keyboard().press("Enter");
    assertThat(row(window, "Everything")).isVisible();
    assertThat(dots(window, "Everything")).isFocused();
    assertThat(alert).isHidden();

    window.page().reload();
    assertThat(row(window, "Everything")).isVisible();
  }

  @Test
  void aSessionIsPinned() {
    Window window = at(as("keeper"), "/");
    choose(window, "Second", "Pin");
    assertThat(row(window, "Second").locator(".pinned")).hasText("pinned");
    assertThat(dots(window, "Second")).isFocused();
    window.page().reload();
    assertThat(row(window, "Second").locator(".pinned")).isVisible();
    choose(window, "Second", "Unpin");
    assertThat(row(window, "Second").locator(".pinned")).hasCount(0);

    window.hasNoComplaints();
  }

  // ---- Deleting

  @Test
  void oneSessionIsDeletedWhenItWasAskedTwice() {
    Window window = at(as("eraser"), "/");
    String running = create("eraser", EVERYTHING);
    Window other = at(as("eraser"), "/sessions/" + running);
    assertThat(other.line()).isFocused();
    assertThat(row(window, "Everything")).containsText("waits for your answer");

    choose(window, "Everything", "Delete…");
    assertThat(dialog(window)).containsText("Delete “Everything”?");
    assertThat(dialog(window)).containsText("It is running: deleting it ends it.");
    assertThat(dialog(window)).containsText("This cannot be undone.");
    assertThat(window.button("Cancel")).isFocused();
    window.isAccessible();
    window.page().keyboard().press("Enter");
    assertThat(dialog(window)).hasCount(0);
    assertThat(dots(window, "Everything")).isFocused();
    choose(window, "Everything", "Delete…");
    window.page().keyboard().press("Escape");
    assertThat(dots(window, "Everything")).isFocused();
    assertThat(listed("eraser")).isEqualTo(5);

    choose(window, "Everything", "Delete…");
    window.button("Delete").click();
    assertThat(row(window, "Everything")).hasCount(0);
    assertThat(rows(window).first().getByRole(AriaRole.BUTTON)).isFocused();
    other.hasEnded();

    window.page().context().setOffline(true);
    choose(window, "Second", "Delete…");
    assertThat(dialog(window)).not().containsText("running");
    window.button("Delete").click();
    assertThat(row(window, "Second")).containsText("Not done. The server cannot be reached.");
    assertThat(dots(window, "Second")).isFocused();
    window.page().context().setOffline(false);
    choose(window, "Second", "Delete…");
    window.button("Delete").click();
    assertThat(row(window, "Second")).hasCount(0);
    assertThat(listed("eraser")).isEqualTo(3);

    window.button("Select").click();
    assertThat(window.button("Delete 0…")).isDisabled();
    window.field("Select First").check();
    window.field("Select Fourth").check();
    window.isAccessible();
    window.button("Delete 2…").click();
    assertThat(dialog(window)).containsText("Delete 2 sessions?");
    window.button("Cancel").click();
    assertThat(window.button("Delete 2…")).isFocused();
    window.button("Delete 2…").click();
    window.button("Delete 2").click();
    assertThat(rows(window)).hasCount(1);
    assertThat(window.button("Select")).isFocused();
    assertThat(window.field("Select Third")).isHidden();
    assertThat(listed("eraser")).isEqualTo(1);
  }

  @Test
  void allOfMineAreDeletedWhenItWasAskedTwice() {
    Window window = at(as("sweeper"), "/");
    assertThat(rows(window)).hasCount(PAGE);
    window.button("Select").click();
    window.button("All shown").click();
    assertThat(window.button("Delete 50…")).isEnabled();
    window.button("Delete all of mine…").click();
    assertThat(dialog(window)).containsText("Delete 51 sessions?");
    assertThat(window.button("Cancel")).isFocused();
    window.page().keyboard().press("Escape");
    assertThat(window.button("Delete all of mine…")).isFocused();
    assertThat(listed("sweeper")).isEqualTo(PAGE + 1);

    window.button("Delete all of mine…").click();
    window.button("Delete 51").click();
    window.shows("No sessions yet.");
    assertThat(rows(window)).hasCount(0);
    assertThat(window.page().locator("#sessions-title")).isFocused();
    assertThat(listed("sweeper")).isZero();
    assertThat(listed("finder")).isEqualTo(3);
    window.hasNoComplaints();
  }

  // ---- Looking on

  @Test
  void aLookAtTheListMovesNothingThatIsInUse() {
    Window window = as("looker");
    window.page().clock().install();
    at(window, "/");
    assertThat(rows(window)).hasCount(4);
    dots(window, "Third").click();
    Locator menu = window.page().locator(".menu");
    assertThat(window.button("Rename")).isFocused();
    create("looker", EVERYTHING);
    window.page().clock().runFor(10_000);
    assertThat(menu).isVisible();
    assertThat(rows(window)).hasCount(4);

    window.button("Rename").click();
    window.field("Title").fill("Half a na");
    window.page().clock().runFor(10_000);
    assertThat(window.field("Title")).hasValue("Half a na");
    assertThat(window.field("Title")).isFocused();
    window.page().keyboard().press("Escape");

    looksAgain(window);
    assertThat(rows(window)).hasCount(5);
    assertThat(dots(window, "Third")).isFocused();

    String third = row(window, "Third").locator("a").getAttribute("href");
    send("looker", api.request("/api/" + third).DELETE());
    looksAgain(window);
    assertThat(row(window, "Third")).isVisible();
    assertThat(dots(window, "Third")).isFocused();
    search(window).focus();
    looksAgain(window);
    assertThat(row(window, "Third")).hasCount(0);
    window.hasNoComplaints();
  }

  private static void looksAgain(Window window) {
    window
        .page()
        .waitForResponse(
            Pattern.compile(".*/api/sessions\\b.*"), () -> window.page().clock().runFor(3000))
        .finished();
  }

  @Test
  void tenThousandSessionsAreLoadedPageByPage() {
    Window window = as("many");
    List<String> asked = new ArrayList<>();
    window.page().onRequest(request -> asked.add(request.url().replaceFirst(".*/api/", "")));
    window.page().clock().install();
    at(window, "/");
    assertThat(rows(window)).hasCount(PAGE);
    assertThat(row(window, "No. 0")).isVisible();
    Locator more = window.button("More");
    for (int pages = 2; pages <= 4; pages++) {
      more.press("Enter");
      assertThat(rows(window)).hasCount(pages * PAGE);
      assertThat(more).isFocused();
    }
    assertThat(asked.stream().filter(each -> each.startsWith("sessions"))).hasSize(4);

    asked.clear();
    looksAgain(window);
    looksAgain(window);
    assertThat(asked).containsExactly("sessions", "sessions");
    assertThat(rows(window)).hasCount(4 * PAGE);

    search(window).fill("needle");
    window.page().clock().runFor(300);
    assertThat(rows(window)).hasCount(1);
    assertThat(row(window, "No. 9876")).isVisible();
    asked.clear();
    looksAgain(window);
    assertThat(asked).as("a search is not repeated").containsExactly("sessions");
    assertThat(rows(window)).hasCount(1);
    window.button("Clear").click();
    assertThat(rows(window)).hasCount(PAGE);
    int longest = (int) window.page().evaluate("Math.max(0, ...window.longTasks)");
    assertThat(longest).isLessThan(window.onThisMachine(500));
    window.hasNoComplaints();
  }

  // ---- Any window, any title

  @Test
  void aPhoneShowsAnyTitleWithoutScrollingSideways() {
    Window window =
        as("phone", new Browser.NewContextOptions().setViewportSize(390, 844).setLocale("en-GB"));
    at(window, "/");
    assertThat(row(window, LONG)).isVisible();
    assertThat(row(window, RIGHT_TO_LEFT).locator(".name:dir(rtl)")).isVisible();
    assertThat(window.page().locator("#sessions b")).hasCount(0);
    isNotWide(window);

    dots(window, LONG).click();
    assertThat(window.button("Rename")).isFocused();
    window.page().keyboard().press("Tab");
    assertThat(window.button("Pin")).isFocused();
    isNotWide(window);
    window.isAccessible();
    window.button("Rename").click();
    isNotWide(window);
    window.page().keyboard().press("Escape");
    window.button("Select").click();
    isNotWide(window);
    window.isAccessible();
    choose(window, RIGHT_TO_LEFT, "Delete…");
    assertThat(dialog(window)).containsText(RIGHT_TO_LEFT);
    isNotWide(window);
    window.page().keyboard().press("Escape");

    Locator list = window.page().locator("#sessions");
    int width =
        (int)
            list.evaluate(
                "e => Math.max(...[...e.querySelectorAll('*')].map((each) => Math.round(each.getBoundingClientRect().right)))");
    assertThat(width).isLessThanOrEqualTo(390);
    window.hasNoComplaints();
  }

  @ParameterizedTest
  @CsvSource({"1440, 900, LIGHT", "390, 844, LIGHT", "390, 844, DARK"})
  void picturesAreTaken(int width, int height, ColorScheme scheme) throws IOException {
    String pinned = Json.text(Map.of("pinned", true));
    HttpRequest.Builder patch = api.request("/api/sessions/" + plan);
    send("Ada", patch.method("PATCH", HttpRequest.BodyPublishers.ofString(pinned)));
    Window window =
        as(
            "Ada",
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale("en-GB"));
    window.page().clock().setFixedTime(NOON.plus(Duration.ofHours(1)).toString());
    at(window, "/");
    assertThat(row(window, "Plan for May").locator(".pinned")).isVisible();
    window.field("Search apps").fill("examples");
    window.page().locator("#history").evaluate("(e) => e.scrollIntoView()");
    dots(window, "Names for the cat").click();
    assertThat(window.button("Rename")).isFocused();
    Pictures.take(
        window, "history-" + width + (scheme == ColorScheme.DARK ? "-dark" : "") + ".png");
  }

  private static void isNotWide(Window window) {
    assertThat((int) window.page().evaluate("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(390);
  }
}
