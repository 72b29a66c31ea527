package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page costs that is opened for the first time. */
@InBrowser
class LoadingPageIT {
  private static final int MOST_REQUESTS = 8;
  private static final int MOST_BYTES = 60 * 1024;

  /** Promised are 1.5 s, on a machine that does nothing else. */
  private static final int MOST_MILLIS = 2500;

  private static final String MORE = "**/bundle/more-*";

  private static final Pattern BUNDLE = Pattern.compile("\\.\\./(bundle/session-[A-Z0-9]{8}\\.js)");

  private final PageWorld world;

  LoadingPageIT(PageWorld world) {
    this.world = world;
  }

  /** A build without the bundler serves its sources: nothing of this is promised then. */
  @BeforeEach
  void onlyOfBundles() {
    assumeThat(get("/apps/page.everything", "identity").body()).satisfies(LoadingPageIT::hasBundle);
  }

  private static void hasBundle(byte[] html) {
    assertThat(new String(html, StandardCharsets.UTF_8)).containsPattern(BUNDLE);
  }

  @Test
  void theFirstQuestionOfAnAppNeedsFewRequestsAndBytes() throws IOException {
    try (CuttingProxy network = new CuttingProxy(world.server().port())) {
      Window window = world.window();
      slow(window);
      long begun = System.nanoTime();
      window.page().navigate(network.url() + "/apps/dev.yera.examples.Echo.echo");
      assertThat(window.line()).isVisible();
      long millis = (System.nanoTime() - begun) / 1_000_000;
      window.isLive();
      await().until(() -> hasLoaded(window, "/bundle/libraries-"));
      long bytes = bytesOfPage(window);
      System.err.printf(
          "A session page: %d requests, %d bytes, first question after %d ms of \"Fast 3G\"%n",
          network.answers(), bytes, millis);
      assertThat(millis).isLessThan(window.onThisMachine(MOST_MILLIS));
      assertThat(startOf(window, "/api/sessions"))
          .as("the app is started while its page's script is loaded")
          .isLessThan(endOf(window, "/bundle/session-"));
      assertThat(network.answers()).isLessThanOrEqualTo(MOST_REQUESTS);
      assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
      window.hasNoComplaints();
    }
  }

  @Test
  void aSessionThatIsOpenedAgainNeedsNoScriptAgain() {
    Window window = world.window().open("/apps/page.everything");
    window.isLive();
    await().until(() -> hasLoaded(window, "/bundle/libraries-"));
    window.page().reload();
    await().until(() -> hasLoaded(window, "/bundle/libraries-"));
    Object sent =
        window
            .page()
            .evaluate(
                """
                performance.getEntriesByType('resource')
                  .filter((each) => new URL(each.name).pathname.startsWith('/bundle/'))
                  .map((each) => each.transferSize)
                """);
    assertThat(sent)
        .asInstanceOf(InstanceOfAssertFactories.list(Integer.class))
        .hasSizeGreaterThan(2)
        .containsOnly(0);
  }

  @Test
  void aPartThatCannotBeLoadedIsAskedForAgainAndNothingIsLost() {
    Window window = world.window();
    window.page().route(MORE, Route::abort);
    window.open("/apps/page.everything");
    window.shows("A part of the page could not be loaded.");
    window.isAccessible();
    window.page().unroute(MORE);
    window.button("Try again").click();
    assertThat(window.page().locator(".column:last-child .table")).isVisible();
    assertThat(window.page().locator(".stuck")).hasCount(0);
    window.say("Ada");
    assertThat(window.button("Great")).isVisible();
  }

  /** Their numbers are shown meanwhile. */
  @ParameterizedTest
  @CsvSource({"vega, page.blocks, svg.marks", "chart, page.everything, canvas"})
  void aChartThatCouldNotBeLoadedIsDrawnLater(String library, String app, String drawn) {
    Window window = world.window();
    String script = "**/bundle/" + library + "-*";
    window.page().route(script, Route::abort);
    window.open("/apps/" + app);
    Locator chart = window.page().locator(".chart").first();
    assertThat(chart.getByText("cannot be drawn")).isVisible();
    window.page().unroute(script);
    window.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertThat(chart.locator(drawn)).isVisible();
    assertThat(chart.getByText("cannot be drawn")).isHidden();
  }

  @Test
  void aTerminalThatCouldNotBeLoadedIsAskedForAgainAndNothingIsLost() {
    String script = "**/bundle/terminal-*";
    Window window = world.window();
    window.page().route(script, Route::abort);
    window.open("/apps/page.terminal");
    window.shows("A part of the page could not be loaded.");
    window.page().unroute(script);
    window.button("Try again").click();
    assertThat(window.field("Line for the program")).isVisible();
    assertThat(window.page().locator(".stuck")).hasCount(0);
  }

  @Test
  void aStreamOfAllTabsIsAskedForAgainWhenItsScriptCouldNotBeLoaded() {
    Window window = world.window();
    window
        .page()
        .addInitScript(
            """
            const { createPolicy } = TrustedTypePolicyFactory.prototype;
            let calls = 0;
            const late = (address) => ((calls += 1), calls === 1 ? '/none.js' : address);
            TrustedTypePolicyFactory.prototype.createPolicy = function (name, rules) {
              return createPolicy.call(this, name, name === 'yera-worker' ? { createScriptURL: late } : rules);
            };
            """);
    window.open("/apps/page.everything");
    window.isLive();
    window.say("Ada");
    assertThat(window.button("Great")).isVisible();
  }

  private static boolean hasLoaded(Window window, String path) {
    return (boolean)
        window
            .page()
            .evaluate(
                """
                (path) =>
                  performance.getEntriesByType('resource')
                    .some((each) => new URL(each.name).pathname.startsWith(path))
                """,
                path);
  }

  private static double startOf(Window window, String path) {
    return time(window, path, "startTime");
  }

  private static double endOf(Window window, String path) {
    return time(window, path, "responseEnd");
  }

  private static double time(Window window, String path, String what) {
    Object millis =
        window
            .page()
            .evaluate(
                """
                ([path, what]) =>
                  performance.getEntriesByType('resource')
                    .find((each) => new URL(each.name).pathname.startsWith(path))[what]
                """,
                List.of(path, what));
    return ((Number) millis).doubleValue();
  }

  /** All bodies, as they were sent; the worker's script is no resource of the page. */
  private long bytesOfPage(Window window) {
    Object ofPage =
        window
            .page()
            .evaluate(
                """
                [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                  .reduce((sum, each) => sum + each.encodedBodySize, 0)
                """);
    return ((Number) ofPage).longValue() + get("/element/streams/worker.js", "br").body().length;
  }

  /** "Fast 3G" of the browser's own tools. */
  private static void slow(Window window) {
    CDPSession browser = window.page().context().newCDPSession(window.page());
    JsonObject fast3g = new JsonObject();
    fast3g.addProperty("offline", false);
    fast3g.addProperty("latency", 562.5);
    fast3g.addProperty("downloadThroughput", 180_000);
    fast3g.addProperty("uploadThroughput", 84_375);
    browser.send("Network.enable");
    browser.send("Network.emulateNetworkConditions", fast3g);
  }

  @Test
  void bundlesAreCompressedForWhoTakesThatAndNeverChange() throws IOException {
    String html =
        new String(get("/apps/page.everything", "identity").body(), StandardCharsets.UTF_8);
    Matcher name = BUNDLE.matcher(html);
    assertThat(name.find()).isTrue();
    String path = "/" + name.group(1);
    HttpResponse<byte[]> brotli = get(path, "gzip, br;q=0.5");
    HttpResponse<byte[]> zipped = get(path, "br;q=0, gzip");
    assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(zipped.headers().firstValue("Cache-Control"))
        .contains("public, max-age=31536000, immutable");
    assertThat(zipped.headers().allValues("Vary")).contains("Accept-Encoding");
    HttpResponse<byte[]> plain = get(path, "gzip;q=0, identity");
    assertThat(brotli.headers().firstValue("Content-Encoding")).contains("br");
    assertThat(brotli.headers().firstValue("Content-Type"))
        .isEqualTo(plain.headers().firstValue("Content-Type"));
    assertThat(brotli.body().length).isLessThan(zipped.body().length);
    assertThat(brotli.headers().firstValue("ETag"))
        .isNotEqualTo(zipped.headers().firstValue("ETag"));
    assertThat(get(path + ".br", "br").statusCode()).isEqualTo(404);
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(plain.headers().firstValue("ETag"))
        .isNotEqualTo(zipped.headers().firstValue("ETag"));
    try (InputStream content =
        new GZIPInputStream(new java.io.ByteArrayInputStream(zipped.body()))) {
      assertThat(content.readAllBytes()).isEqualTo(plain.body());
    }
    assertThat(get("/bundle/session-AAAAAAAA.js", "gzip").statusCode()).isEqualTo(404);
  }

  private HttpResponse<byte[]> get(String path, String encodings) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(world.url() + path))
                  .header("Accept-Encoding", encodings)
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
