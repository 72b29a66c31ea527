package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import dev.yera.Thorough;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@InBrowser
class ConnectionPageIT {
  private static final int WORDS = 100;
  static final String ALL =
      IntStream.range(0, WORDS).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));

  private static final String STREAM = "**/stream?*";
  private static final long AN_HOUR = 3_600_000;

  private final PageWorld world;

  ConnectionPageIT(PageWorld world) {
    this.world = world;
  }

  @Test
  void aCutIsSaidAndMendedWithoutLossOrRepetition() throws IOException {
    try (CuttingProxy network = new CuttingProxy(world.server().port())) {
      Window window = world.window();
      window.page().navigate(network.url() + "/apps/page.words");
      window.button("Start").click();
      window.shows("word5 ");
      window.page().locator(".markdown").evaluate("(e) => (e.known = true)");

      network.cut();
      assertThat(window.page().locator(".state"))
          .hasText(Pattern.compile("Connection lost. Reconnecting in \\d+ s"));
      network.restore();

      window.isLive();
      window.hasEnded();
      assertThat(window.page().locator(".markdown")).hasText(ALL);
      assertThat(window.page().locator(".markdown")).hasCount(1);
      assertThat(window.page().locator(".markdown").evaluate("(e) => e.known"))
          .as("is the block that was there before")
          .isEqualTo(true);
    }
  }

  @Thorough
  @Test
  void anImpatientProxyGoesUnnoticed() throws IOException {
    try (CuttingProxy network = new CuttingProxy(world.server().port())) {
      Window window = world.window();
      window.page().navigate(network.url() + "/apps/page.words");
      window.button("Start").click();
      window.shows("word1 ");
      window
          .page()
          .locator(".state")
          .evaluate(
              """
              (state) => {
                window.states = [state.textContent];
                new MutationObserver(() => window.states.push(state.textContent))
                  .observe(state, { childList: true });
              }
              """);
      int before = network.connections();
      network.cutAfter(700);
      window.hasEnded();
      assertThat(window.page().locator(".markdown")).hasText(ALL);
      assertThat(window.page().evaluate("[...new Set(window.states)].join()"))
          .isEqualTo("Live,Ended");
      assertThat(network.connections()).isGreaterThan(before);
    }
  }

  @Test
  void whatCannotBeSentCanBeSentAgain() throws IOException {
    try (CuttingProxy network = new CuttingProxy(world.server().port())) {
      Window window = world.window();
      window.page().navigate(network.url() + "/apps/page.everything");
      assertThat(window.line()).isFocused();
      network.cut();
      window.say("Ada");
      window.shows("Not sent. The server cannot be reached.");
      assertThat(window.line()).hasValue("Ada");

      network.restore();
      window.isLive();
      window.button("Send").click();
      assertThat(window.button("Great")).isVisible();
    }
  }

  @Thorough
  @Test
  void waitingForTheServerIsSaid() {
    CompletableFuture<Route> held = new CompletableFuture<>();
    Window window = world.window().withoutWorkers();
    window.page().route(STREAM, held::complete);
    window.open("/apps/page.everything");
    assertThat(window.page().locator(".state")).hasText("Connecting…");
    window.page().waitForCondition(held::isDone);
    held.join().resume();
    window.isLive();
  }

  @Thorough
  @ParameterizedTest
  @CsvSource({
    "204, Ended, false",
    "401, Not connected, false",
    "403, Not connected, false",
    "404, Not connected, false",
    "503, Connection lost, true"
  })
  void whatIsHopelessIsNotTriedAgain(int status, String said, boolean again) {
    AtomicInteger tries = new AtomicInteger();
    Window window = world.window().withoutWorkers();
    window.page().clock().install();
    window
        .page()
        .route(
            STREAM,
            route -> {
              tries.incrementAndGet();
              route.fulfill(new Route.FulfillOptions().setStatus(status));
            });
    window.open("/apps/page.everything");
    assertThat(window.page().locator(".state")).containsText(said);
    int before = tries.get();
    window.page().clock().fastForward(AN_HOUR);
    if (again) {
      window.page().waitForCondition(() -> tries.get() > before);
    } else {
      assertThat(window.page().locator(".state")).hasText(said);
      assertThat(tries).hasValue(1);
    }
    boolean refused = said.equals("Not connected");
    assertThat(
            window.page().evaluate("window.told.map((each) => each[1].status ?? each[0]).join()"))
        .isEqualTo(refused ? "yera-start," + status : "yera-start");
  }

  @Test
  void aReloadLeavesNoStreamBehind() {
    reloads(world.window());
    reloads(world.window().withoutWorkers());
  }

  private static void reloads(Window window) {
    window.open("/apps/page.everything");
    window.isAtSession();
    assertThat(window.line()).isFocused();
    window.page().reload();
    assertThat(window.line()).isFocused();
    hasOneStream(window);
  }

  private static void hasOneStream(Window window) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20)) // less than it takes to notice that a client is gone
        .untilAsserted(() -> assertThat(streams(window)).isEqualTo(1));
  }

  @Test
  void twoElementsOfOneSessionShareItsStream() {
    Window window = world.window().open("/apps/page.everything");
    assertThat(window.line()).isFocused();
    hasOneStream(window);
    window
        .page()
        .evaluate(
            """
            () => {
              const second = document.createElement('yera-app');
              second.setAttribute('session', document.querySelector('yera-app').sessionId);
              document.body.append(second);
            }
            """);
    assertThat(window.line()).hasCount(2);
    hasOneStream(window);
  }

  private static int streams(Window window) {
    return (int)
        window
            .page()
            .evaluate(
                """
                async () => {
                  const id = document.querySelector('yera-app').sessionId;
                  return (await (await fetch(`../api/sessions/${id}`)).json()).viewers;
                }
                """);
  }

  @Thorough
  @Test
  void tenThousandChunksLeaveThePageAnswering() {
    for (String what : new String[] {"markdown", "text"}) {
      Window window = world.window().open("/apps/page.much?count=10000&what=" + what);
      window.button("Start").click();
      window.shows("That was all.");
      window.shows("chunk 9999");
      assertThat(longestTask(window)).isLessThan(window.onThisMachine(1000));
    }
  }

  @Thorough
  @Test
  void twoThousandBlocksScroll() {
    Window window = world.window().open("/apps/page.much?count=2000&what=blocks");
    window.button("Start").click();
    assertThat(window.line()).isFocused();
    assertThat(window.page().locator(".block.markdown")).hasCount(2001);
    assertThat(longestTask(window)).isLessThan(window.onThisMachine(1000));
    Object slowest =
        window
            .page()
            .evaluate(
                """
                async () => {
                  const scroller = document.querySelector('yera-app').shadowRoot.querySelector('.scroller');
                  const frames = [];
                  for (let i = 0; i < 40; i += 1) {
                    const before = performance.now();
                    scroller.scrollTop = (i * scroller.scrollHeight) / 40;
                    await new Promise(requestAnimationFrame);
                    frames.push(performance.now() - before);
                  }
                  return Math.round(frames.sort((a, b) => a - b)[20]);
                }
                """);
    assertThat((int) slowest).as("half of the frames, in ms").isLessThan(window.onThisMachine(250));
  }

  private static int longestTask(Window window) {
    return (int) window.page().evaluate("Math.max(0, ...window.longTasks)");
  }
}
