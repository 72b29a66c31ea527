package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.yera.Thorough;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Console programs in an emulator (issue 20). */
@Thorough
@InBrowser
class TerminalPageIT {
  private static final String INTERACTIONS = "**/interactions";

  private final PageWorld world;

  TerminalPageIT(PageWorld world) {
    this.world = world;
  }

  private static Locator screen(Window window) {
    return window.page().locator(".xterm-rows");
  }

  private static void prints(Window window, String text) {
    assertThat(screen(window)).containsText(text);
  }

  private static Locator line(Window window) {
    return window.field("Line for the program");
  }

  private static Locator note(Window window) {
    return window.page().locator(".terminal .note");
  }

  private Window console() {
    return console(new Browser.NewContextOptions().setViewportSize(1280, 800));
  }

  private Window console(Browser.NewContextOptions options) {
    Window window = world.window(options).open("/apps/page.terminal");
    prints(window, "Name:");
    assertThat(line(window)).isFocused();
    return window;
  }

  private Window keys() {
    Window window = world.window().open("/apps/page.keys");
    prints(window, "keys: ");
    assertThat(window.page().locator(".xterm-helper-textarea")).isFocused();
    return window;
  }

  private static void say(Window window, String words) {
    window.page().keyboard().type(words);
    window.page().keyboard().press("Enter");
  }

  private static String colourOf(Window window, String word) {
    Locator found = screen(window).locator("span", new Locator.LocatorOptions().setHasText(word));
    return (String) found.first().evaluate("(each) => getComputedStyle(each).color");
  }

  @Test
  void aProgramLooksAsInATerminalAndDoesNothingBesides() {
    Window window = console();
    prints(window, "Progress 100 %");
    assertThat(screen(window)).not().containsText("Progress 75");
    assertThat(colourOf(window, "green")).isNotEqualTo(colourOf(window, "Progress"));
    // As the program says it: a style that a policy forbids in an attribute.
    assertThat(colourOf(window, "true")).isEqualTo("rgb(200, 30, 90)");
    assertThat(window.page().title()).doesNotContain("another title");
    assertThat(screen(window).locator("a")).hasCount(0);
    window.isAccessible();
    window.hasNoComplaints();
  }

  @Test
  void itsColoursCanBeReadOnADarkPage() {
    Window window =
        console(
            new Browser.NewContextOptions()
                .setViewportSize(390, 800)
                .setColorScheme(ColorScheme.DARK));
    assertThat(colourOf(window, "true")).isNotEqualTo("rgb(200, 30, 90)");
    window.isAccessible();
    window.hasNoComplaints();
  }

  @Test
  void whatNeedsNoTerminalLoadsNone() {
    Window window = world.window().open("/apps/page.everything");
    assertThat(window.line()).isVisible();
    Object loaded =
        window
            .page()
            .evaluate(
                "performance.getEntriesByType('resource').filter((each) => /terminal|xterm/.test(each.name)).length");
    assertThat(loaded).isEqualTo(0);
  }

  @Test
  void aPasswordIsMaskedAndNowhereAfterwards() {
    Window window = console();
    say(window, "Ada");
    prints(window, "Password:");
    assertThat(line(window)).hasAttribute("type", "password");
    assertThat(note(window)).hasText("What you type is not shown.");
    window.isAccessible();
    say(window, "swordfish");
    prints(window, "Hello Ada, 9 characters");
    assertThat(line(window)).hasAttribute("type", "text");
    line(window).press("ArrowUp");
    assertThat(line(window)).hasValue("Ada");
    line(window).press("ArrowDown");
    assertThat(line(window)).hasValue("");
    window.page().reload();
    prints(window, "Hello Ada, 9 characters");
    assertThat(line(window)).isFocused();
    line(window).press("ArrowUp");
    assertThat(line(window)).hasValue("Ada");
    assertThat(window.markup()).contains("Hello Ada").doesNotContain("swordfish");
    assertThat((String) window.page().evaluate("JSON.stringify({ ...sessionStorage })"))
        .doesNotContain("swordfish");
    window.hasNoComplaints();
  }

  @Test
  void linesMayBeTypedAheadAndPasted() {
    Window window = console();
    say(window, "Ada");
    say(window, "one");
    say(window, "size");
    prints(window, "Hello Ada, 3 characters");
    prints(window, " rows");
    window
        .page()
        .evaluate(
            """
            () => {
              const data = new DataTransfer();
              data.setData('text/plain', 'Grace\\r\\nsecret\\nsi');
              const line = document.querySelector('yera-app').shadowRoot.activeElement;
              line.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);
    prints(window, "Hello Grace, 6 characters");
    assertThat(line(window)).hasValue("si");
    window.hasNoComplaints();
  }

  @Test
  void aLineThatIsRefusedIsThereAgain() {
    Window window = console();
    String line = "x".repeat(4096);
    line(window).fill(line);
    line(window).press("Enter");
    window.shows("must be at most 4095 bytes long");
    assertThat(line(window)).hasValue(line);
    line(window).fill("Ada");
    line(window).press("Enter");
    prints(window, "Password:");
    assertThat(window.text("must be at most 4095 bytes long")).isHidden();
    assertThat(window.complaints()).allMatch(each -> each.contains("status of 422"));
  }

  @Test
  void aLineThatNeedsALoginIsThereAgainAndSentOnce() {
    Window window = console();
    window
        .page()
        .route(INTERACTIONS, route -> route.fulfill(new Route.FulfillOptions().setStatus(401)));
    say(window, "Ada");
    assertThat(line(window)).hasValue("Ada");
    window.page().unroute(INTERACTIONS);
    line(window).press("Enter");
    prints(window, "Password:");
    say(window, "one");
    prints(window, "Hello Ada, 3 characters");
  }

  @Test
  void theTerminalOfAnEarlierRunIsReleased() {
    Window window = console();
    window
        .page()
        .evaluate(
            """
            () => {
              const terminal = document.querySelector('yera-app').shadowRoot.querySelector('.terminal');
              window.earlier = new WeakRef(terminal);
            }
            """);
    line(window).press("Control+d");
    window.hasEnded();
    window.button("Run again").click();
    prints(window, "Name:");
    CDPSession browser = window.page().context().newCDPSession(window.page());
    await()
        .until(
            () -> {
              browser.send("HeapProfiler.collectGarbage");
              return window.page().evaluate("earlier.deref() === undefined").equals(true);
            });
    window.page().setViewportSize(900, 700);
    say(window, "size");
    prints(window, " rows");
    window.hasNoComplaints();
  }

  @Test
  void interruptAndEndOfInputAreKeysAndButtons() {
    Window window = console();
    line(window).press("Control+c");
    prints(window, "interrupted");
    window.page().locator(".screen").click();
    window.page().keyboard().press("Control+c");
    assertThat(screen(window)).containsText(Pattern.compile("interrupted.*interrupted"));
    window.button("Stop").click();
    assertThat(screen(window))
        .containsText(Pattern.compile("interrupted.*interrupted.*interrupted"));
    window.page().locator(".screen").click();
    // What is typed there goes to the line.
    window.page().keyboard().type("x");
    assertThat(line(window)).isFocused();
    assertThat(line(window)).hasValue("x");
    window.button("End input").click();
    window.shows("Send or clear the line first.");
    line(window).fill("");
    line(window).press("Control+d");
    prints(window, "bye");
    window.hasEnded();
    assertThat(line(window)).isHidden();
    assertThat(window.page().locator(".xterm-cursor")).hasCount(0);
    prints(window, "Progress 100 %");
    window.isAccessible();
    window.hasNoComplaints();
  }

  /** As the emoji of a system, a keyboard on the screen and dictation come. */
  @Test
  void whatIsWrittenWithoutKeysGoesToTheProgramOnce() {
    Window window = keys();
    window.page().keyboard().type("a");
    window.page().keyboard().insertText("\u00e9\ud83d\ude42");
    window.page().keyboard().type("bq");
    window.hasEnded();
    assertThat(typed(window).replace("|", "")).endsWith("a\\xc3\\xa9\\xf0\\x9f\\x99\\x82bqbye");
  }

  @Test
  void keysGoToTheProgramInTheirOrderAndTabLeavesWhereItIsTold() {
    Window window = keys();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      window.page().keyboard().type(i + ",");
      expected.append(i).append(',');
    }
    window.page().keyboard().press("Tab");
    window.page().keyboard().press("ArrowUp");
    window.page().keyboard().press("Control+c");
    await().untilAsserted(() -> assertThat(typed(window)).endsWith("\\t\\x1b[A\\x03"));
    assertThat(typed(window)).contains(expected);
    window.isAccessible();
    assertThat(note(window)).containsText("Ctrl+Shift+M");
    window.page().keyboard().press("Control+Shift+M");
    assertThat(note(window)).containsText("Tab leaves the terminal");
    window.page().keyboard().press("Shift+Tab");
    assertThat(window.button("Copy")).isFocused();
    window.page().keyboard().press("Tab");
    window.page().keyboard().press("Tab");
    assertThat(window.page().locator(".xterm-helper-textarea")).not().isFocused();
    window.page().locator(".screen").click();
    window.page().keyboard().press("Control+Shift+M");
    window.page().keyboard().press("Tab");
    window.page().keyboard().type("q");
    window.hasEnded();
    assertThat(typed(window)).contains("\\x03\\tq");
    window.hasNoComplaints();
  }

  /** What the program was typed, without the places where it was cut. */
  private static String typed(Window window) {
    return screen(window).textContent().replaceAll("[|\u00a0 ]", "");
  }

  @Test
  void aPasteIsOneForAProgramThatKnowsPastes() {
    Window window = keys();
    window
        .page()
        .locator(".xterm-helper-textarea")
        .evaluate(
            """
            (area) => {
              const data = new DataTransfer();
              data.setData('text/plain', 'one\\ntwo');
              area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);
    await()
        .untilAsserted(() -> assertThat(typed(window)).contains("\\x1b[200~one\\rtwo\\x1b[201~"));
    window.hasNoComplaints();
  }

  @Test
  void aReplyOfTheEmulatorIsGivenOnce() {
    Window window = keys();
    // It asked where its cursor is.
    await().untilAsserted(() -> assertThat(typed(window)).contains("\\x1b[1;1R"));
    Window second = world.another(window).open(path(window));
    prints(second, "keys: ");
    second.page().locator(".screen").click();
    second.page().keyboard().type("zq");
    second.hasEnded();
    assertThat(typed(second)).containsOnlyOnce("1;1R");
    second.hasNoComplaints();
  }

  private static String path(Window window) {
    window.isAtSession();
    return window.page().url().substring(window.url().length());
  }

  @Test
  void anAnswerThatGotLostIsToldTriedAgainAndNotDoubled() {
    Window window = keys();
    List<String> keysOfRequests = new ArrayList<>();
    window
        .page()
        .route(
            INTERACTIONS,
            route -> {
              keysOfRequests.add(route.request().headerValue("Idempotency-Key"));
              answer(route, keysOfRequests.size());
            });
    window.page().keyboard().type("abc");
    window.shows("It is tried again.");
    window.page().keyboard().type("def");
    await().untilAsserted(() -> assertThat(typed(window)).contains("abcdef"));
    assertThat(window.text("It is tried again.")).isHidden();
    assertThat(keysOfRequests.get(1)).isEqualTo(keysOfRequests.get(0));
    window.page().keyboard().type("q");
    window.hasEnded();
    assertThat(typed(window)).containsOnlyOnce("a").contains("abcdefq");
    assertThat(window.complaints()).allMatch(each -> each.contains("ERR_FAILED"));
  }

  /** The first one is taken, but its answer gets lost. */
  private static void answer(Route route, int number) {
    APIResponse response = route.fetch();
    if (number == 1) {
      route.abort();
    } else {
      route.fulfill(new Route.FulfillOptions().setResponse(response));
    }
  }

  private static int rows(Window window) {
    return screen(window).locator("> div").count();
  }

  @Test
  void windowsOfAnySizeShowWhatTheProgramSees() {
    Window wide = console();
    say(wide, "size");
    prints(wide, " columns, ");
    int rows = rows(wide);
    prints(wide, " columns, %d rows".formatted(rows));

    // Who only looks on takes what there is.
    Window looking =
        world.window(new Browser.NewContextOptions().setViewportSize(520, 500)).open(pathOf(wide));
    prints(looking, " columns, %d rows".formatted(rows));
    assertThat(screen(looking).locator("> div")).hasCount(rows);
    assertThat(note(looking)).hasText("You are looking on, and cannot answer.");
    assertThat(line(looking)).isHidden();
    assertThat((boolean) screen(looking).evaluate(FITS)).isTrue();

    // Who may answer has the last word.
    Window small = world.another(wide);
    small.page().setViewportSize(420, 420);
    small.open(path(wide));
    prints(small, " columns, %d rows".formatted(rows));
    await().untilAsserted(() -> assertThat(rows(small)).isLessThan(rows));
    int fewer = rows(small);
    assertThat(screen(wide).locator("> div")).hasCount(fewer);
    assertThat(screen(looking).locator("> div")).hasCount(fewer);
    wide.page().bringToFront();
    line(wide).click();
    say(wide, "size");
    prints(small, " columns, %d rows".formatted(fewer));

    // And who comes late sees each piece in the size that it was printed for.
    Window late = world.another(wide).open(path(wide));
    prints(late, " columns, %d rows".formatted(rows));
    prints(late, " columns, %d rows".formatted(fewer));
    looking.isAccessible();
    looking.hasNoComplaints();
    wide.hasNoComplaints();
  }

  private static final String FITS =
      """
      (rows) => rows.getBoundingClientRect().width <= rows.getRootNode().host.getBoundingClientRect().width
      """;

  private static String pathOf(Window window) {
    window.isAtSession();
    return window.shared("view").replaceFirst("^https?://[^/]*", "");
  }

  @Test
  void whoComesLateHasAllOfALongOutputAndAPageThatAnswers() {
    Window window = world.window().open("/apps/page.flood");
    prints(window, "That was all.");
    window.isAtSession();
    window.page().reload();
    long begun = System.nanoTime();
    prints(window, "That was all.");
    System.err.printf(
        "10 MB of a terminal's output: shown after %d ms, longest task %s ms%n",
        (System.nanoTime() - begun) / 1_000_000,
        window.page().evaluate("Math.max(0, ...window.longTasks)"));
    // The first line that is kept, and by searching, too.
    window.button("Search").click();
    window.field("Search the output").fill(" 40000 ");
    assertThat(window.page().locator(".tools [role=status]")).hasText("1 of 1");
    prints(window, " 40000 0123456789");
    window.page().keyboard().press("Escape");
    assertThat(window.field("Search the output")).isHidden();
    assertThat(window.button("Search")).isFocused();
    window.hasNoComplaints();
  }

  @Test
  void whatItSaidCanBeCopied() {
    Window window =
        console(
            new Browser.NewContextOptions()
                .setViewportSize(1280, 800)
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
    window.button("Copy").click();
    window.shows("Copied");
    String all = (String) window.page().evaluate("navigator.clipboard.readText()");
    assertThat(all).startsWith("green true link \ud83d\ude00").contains("\nProgress 100 %\n");
    window.button("Search").click();
    window.field("Search the output").fill("progress");
    assertThat(window.page().locator(".tools [role=status]")).hasText("1 of 1");
    window.page().locator(".xterm-helper-textarea").focus();
    window.page().keyboard().press("Control+Shift+C");
    await()
        .untilAsserted(
            () ->
                assertThat(window.page().evaluate("navigator.clipboard.readText()"))
                    .isEqualTo("Progress"));
    window.page().keyboard().press("Control+Shift+F");
    assertThat(window.field("Search the output")).isHidden();
    window.hasNoComplaints();
  }

  @Test
  void aScreenReaderIsToldWhatIsNewAndCanReadTheLines() {
    Window window = console();
    Locator told = window.page().locator(".terminal [role=log]");
    assertThat(told).containsText("Progress 100 %");
    say(window, "size");
    assertThat(told).containsText(" columns, ");
    assertThat(told).not().containsText("Progress");
    assertThat(window.page().locator(".xterm-accessibility-tree [role=listitem]").first())
        .containsText("green true link");
    assertThat(window.page().locator(".xterm-accessibility [aria-live=assertive]")).hasCount(0);
  }
}
