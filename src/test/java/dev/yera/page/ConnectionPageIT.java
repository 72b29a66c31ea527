package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InBrowser.class)
class ConnectionPageIT {
  private static final int WORDS = 100;
  private static final String ALL =
      IntStream.range(0, WORDS).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));

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

      network.cut();
      assertThat(window.page().locator(".state"))
          .hasText(Pattern.compile("Connection lost. Reconnecting in \\d+ s"));
      network.restore();

      window.isLive();
      window.hasEnded();
      assertThat(window.page().locator(".markdown")).hasText(ALL);
      assertThat(window.page().locator(".markdown")).hasCount(1);
    }
  }

  @Test
  void anImpatientProxyGoesUnnoticed() throws IOException {
    try (CuttingProxy network = new CuttingProxy(world.server().port())) {
      Window window = world.window();
      window.page().navigate(network.url() + "/apps/page.words");
      network.cutAfter(700);
      window.button("Start").click();
      window.hasEnded();
      assertThat(window.page().locator(".markdown")).hasText(ALL);
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

  @Test
  void twoElementsOfOneSessionShareItsStream() {
    Window window = world.window().open("/apps/page.everything");
    assertThat(window.line()).isFocused();
    int streams = streams(window);
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
    assertThat(streams(window)).isEqualTo(streams);
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

  @Test
  void manyStreamsInOnePageAreWarnedOf() {
    Window window = world.window().open("/apps/page.everything");
    assertThat(window.line()).isFocused();
    window
        .page()
        .evaluate(
            """
            () => {
              for (let i = 0; i < 5; i += 1) {
                const another = document.createElement('yera-app');
                another.setAttribute('app', 'page.words');
                another.setAttribute('forget', '');
                document.body.append(another);
              }
            }
            """);
    window.shows("This page has 6 sessions open.");
  }

  @Test
  void tenThousandChunksLeaveThePageAnswering() {
    for (String what : new String[] {"markdown", "text"}) {
      Window window = world.window().open("/apps/page.much?count=10000&what=" + what);
      window.button("Start").click();
      window.shows("That was all.");
      window.shows("chunk 9999");
      assertThat(longestTask(window)).isLessThan(1000);
    }
  }

  @Test
  void twoThousandBlocksScroll() {
    Window window = world.window().open("/apps/page.much?count=2000&what=blocks");
    window.button("Start").click();
    assertThat(window.line()).isFocused();
    assertThat(window.page().locator(".block.markdown")).hasCount(2001);
    assertThat(longestTask(window)).isLessThan(1000);
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
    assertThat((int) slowest).as("half of the frames, in ms").isLessThan(250);
  }

  private static int longestTask(Window window) {
    return (int) window.page().evaluate("Math.max(0, ...window.longTasks)");
  }
}
