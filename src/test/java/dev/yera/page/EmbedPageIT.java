package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import dev.yera.Thorough;
import dev.yera.it.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The element and the iframe in a page of another origin, which allows nothing inline. */
@InBrowser
class EmbedPageIT {
  private final PageWorld world;
  private final Window window;

  EmbedPageIT(PageWorld world) {
    this.world = world;
    this.window = world.window();
  }

  private void show(String html) {
    window.page().navigate(world.portal().page(html));
  }

  private String script() {
    return "<script type=module src='%s/yera-app.js'></script>".formatted(world.url());
  }

  @Test
  void twoLinesBringAnAppIntoAPage() {
    show(script() + "<input id=mine aria-label=mine><yera-app app='page.everything'></yera-app>");
    assertThat(window.line()).isVisible();
    assertThat(window.line()).not().isFocused();
    assertThat((int) window.page().evaluate("scrollY")).isZero();

    window.line().fill("Ada");
    window.line().press("Enter");
    assertThat(window.button("Great")).isFocused();
    window.button("Great").click();
    assertThat(window.field("How many?")).isFocused();
    assertThat(window.page().locator("canvas")).hasCount(2);
    window.isAccessible();

    window.page().reload();
    assertThat(window.field("How many?")).isVisible();
    assertThat(window.answers()).hasCount(2);
    window.hasNoComplaints();
  }

  private Object sessions() {
    return window
        .page()
        .evaluate(
            "window.told.filter((each) => each[0] === 'yera-start').map((each) => each[1].session_id)");
  }

  @Thorough
  @Test
  void twoElementsOfAnAppResumeTheirOwnSessions() {
    show(
        script()
            + "<yera-app app='page.everything'></yera-app>"
            + "<yera-app id=b app='page.everything'></yera-app>");
    assertThat(window.line()).hasCount(2);
    List<?> before = (List<?>) sessions();
    assertThat(before).doesNotHaveDuplicates();
    window.page().reload();
    assertThat(window.line()).hasCount(2);
    assertThat(((List<?>) sessions()).stream().map(Object::toString))
        .containsExactlyInAnyOrderElementsOf(before.stream().map(Object::toString).toList());
  }

  @Thorough
  @Test
  void aStreamThatWasRefusedIsAskedForAgainThoughAnotherElementShowsIt() {
    String session = new Server(world.server().port(), "").create("page.everything");
    window
        .page()
        .route("**/stream?*", route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));
    show(script() + "<yera-app session='%s'></yera-app>".formatted(session).repeat(2));
    assertThat(window.button("Try again")).hasCount(2);
    window.page().unroute("**/stream?*");
    window.button("Try again").first().click();
    assertThat(window.line()).hasCount(1);
    window.button("Try again").click();
    assertThat(window.line()).hasCount(2);
  }

  @Test
  void theElementTellsThePageWhatHappens() {
    show(
        script()
            + "<yera-app app='page.parameters' param-word=hi param-count=2"
            + " param-names='a, b'></yera-app>");
    window.shows("\"count\": 2");
    window.hasEnded();
    assertThat(window.page().evaluate("window.told.map((each) => each[0])"))
        .isEqualTo(List.of("yera-start", "yera-exit"));
    assertThat(window.page().evaluate("window.told[1][1].exit_code")).isEqualTo(0);

    show(script() + "<yera-app app='no.such.app'></yera-app>");
    window.shows("There is no app");
    assertThat(window.page().evaluate("window.told[0][1].status")).isEqualTo(404);
  }

  @Test
  void nothingIsLeftInThePageAroundIt() {
    show("<p>before</p>");
    Object before = window.page().evaluate("Object.keys(window).length");
    show(script() + "<yera-app app='page.everything'></yera-app>");
    assertThat(window.page().locator("canvas")).hasCount(2);
    assertThat(window.page().evaluate("Object.keys(window).length")).isEqualTo(before);
    assertThat(window.page().evaluate("document.styleSheets.length")).isEqualTo(0);
  }

  @Test
  void aTokenGoesWithEveryRequest() {
    List<Request> requests = new ArrayList<>();
    window.page().onRequest(requests::add);
    show(script() + "<yera-app app='page.failing' token='secret'></yera-app>");
    window.hasEnded();
    assertThat(requests)
        .filteredOn(r -> r.url().contains("/api/") && !r.method().equals("OPTIONS"))
        .hasSizeGreaterThan(3)
        .allMatch(r -> "Bearer secret".equals(r.allHeaders().get("authorization")));
  }

  @Test
  void whatIsSetBeforeTheModuleIsThereCounts() {
    List<Request> requests = new ArrayList<>();
    window.page().onRequest(requests::add);
    show("<yera-app app='page.parameters'></yera-app>");
    window
        .page()
        .evaluate(
            """
            (module) => {
              const element = document.querySelector('yera-app');
              element.params = { word: 'early' };
              element.tokenCallback = () => 'secret';
              return import(module);
            }
            """,
            world.url() + "/yera-app.js");
    window.shows("\"word\": \"early\"");
    assertThat(requests)
        .filteredOn(r -> r.url().contains("/api/") && !r.method().equals("OPTIONS"))
        .hasSizeGreaterThan(2)
        .allMatch(r -> "Bearer secret".equals(r.allHeaders().get("authorization")));
  }

  @Thorough
  @Test
  void coloursAndPartsAreThePages() {
    show(script() + "<yera-app app='page.everything' theme=dark></yera-app>");
    assertThat(window.line()).isVisible();
    Object background =
        window
            .page()
            .evaluate("getComputedStyle(document.querySelector('yera-app')).backgroundColor");
    assertThat(background).isEqualTo("rgb(18, 21, 26)");
    window
        .page()
        .evaluate(
            """
            () => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync('yera-app { --yera-accent: rgb(1, 2, 3) } yera-app::part(title) { font-size: 40px }');
              document.adoptedStyleSheets = [sheet];
            }
            """);
    assertThat(window.button("Send")).hasCSS("background-color", "rgb(1, 2, 3)");
    assertThat(window.page().locator(".name")).hasCSS("font-size", "40px");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sandbox='allow-scripts allow-same-origin allow-forms allow-popups allow-downloads'"
      })
  void anIframeWorksWhereItIsAllowed(String sandbox) {
    show(
        "<iframe title=app width=600 height=500 %s src='%s/embed/apps/page.everything'></iframe>"
            .formatted(sandbox, world.url()));
    FrameLocator frame = window.page().frameLocator("iframe");
    frame.locator(".text_input textarea").fill("Ada");
    frame.locator(".text_input textarea").press("Enter");
    assertThat(frame.getByText("How are you, Ada?")).isVisible();
    window.isAccessible();
    window.hasNoComplaints();
  }

  /** Until what the page had been waiting for has had its effects. */
  private void settle() {
    window
        .page()
        .evaluate(
            """
            async (address) => {
              for (let n = 0; n < 5; n += 1) {
                await (await fetch(address)).text();
              }
            }
            """,
            world.url() + "/api/me");
  }

  /** Keeps requests that create something, until somebody lets them go on. */
  private List<Route> held(String address) {
    List<Route> held = new ArrayList<>();
    window
        .page()
        .route(
            address,
            route -> {
              if (route.request().method().equals("POST")) {
                held.add(route);
              } else {
                route.resume();
              }
            });
    return held;
  }

  @Thorough
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "app.setAttribute('app', 'page.typist') | 1",
        "document.getElementById('other').append(app) | 1",
        "app.remove() | 0"
      })
  void aSessionThatIsThereTooLateTakesNothingOver(String change, int shown) {
    List<Route> creates = held("**/api/sessions");
    show(
        script()
            + "<div><yera-app app='page.everything' forget></yera-app></div><div id=other></div>");
    window.page().waitForCondition(() -> creates.size() == 1);
    window
        .page()
        .evaluate(
            "() => { const app = document.querySelector('yera-app'); %s; }".formatted(change));
    window.page().waitForCondition(() -> creates.size() == 1 + shown);
    for (Route later : creates.subList(1, creates.size())) {
      later.resume();
      window.page().waitForCondition(() -> !((List<?>) sessions()).isEmpty());
    }
    window
        .page()
        .waitForResponse(
            answer -> answer.request().equals(creates.get(0).request()),
            () -> creates.get(0).resume());
    settle();
    assertThat((List<?>) sessions()).hasSize(shown);
    assertThat(window.page().locator(".problem:visible, .trouble:visible")).hasCount(0);
  }

  @Thorough
  @Test
  void anAnswerIsChangedOnceHoweverOftenItIsAskedFor() {
    show(script() + "<yera-app app='page.everything'></yera-app>");
    window.line().fill("Ada");
    window.line().press("Enter");
    assertThat(window.button("Great")).isVisible();
    List<Route> forks = held("**/fork");
    Locator change = window.button("Change this answer");
    change.evaluate("(button) => { button.click(); button.click(); }");
    window.page().waitForCondition(() -> !forks.isEmpty());
    assertThat(change).isDisabled();
    forks.get(0).fulfill(new Route.FulfillOptions().setStatus(500));
    assertThat(change).isEnabled();
    settle();
    assertThat(forks).hasSize(1);
    change.evaluate("(button) => button.click()");
    window.page().waitForCondition(() -> forks.size() == 2);
    forks.get(1).resume();
    assertThat(window.line()).isVisible();
    assertThat((List<?>) sessions()).hasSize(2);
  }

  @Thorough
  @Test
  void aTokenThatNobodyRenewsIsNotTriedAgainAndAgain() {
    List<String> streams = new ArrayList<>();
    window
        .page()
        .onRequest(
            request -> {
              if (request.url().contains("/stream?") && request.method().equals("GET")) {
                streams.add(request.url());
              }
            });
    String claims = "{\"exp\":%d}".formatted(System.currentTimeMillis() / 1000 - 1);
    String token =
        "e30.%s.sig"
            .formatted(
                Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(claims.getBytes(StandardCharsets.UTF_8)));
    show(script() + "<yera-app app='page.everything' token='%s'></yera-app>".formatted(token));
    assertThat(window.line()).isVisible();
    settle();
    window.line().fill("Ada");
    window.line().press("Enter");
    assertThat(window.button("Great")).isVisible();
    settle();
    assertThat(streams).hasSizeLessThan(4);
  }

  @Thorough
  @Test
  void aPictureThatComesTooLateIsNotShown() {
    List<Route> pictures = new ArrayList<>();
    window.page().route("**/files/*", pictures::add);
    world.portal().showAnything();
    show(script() + "<yera-app app='page.afterwards' token='secret'></yera-app>");
    world.portal().show(world.url());
    window.page().waitForCondition(() -> pictures.size() == 2);
    Locator picture = window.page().getByAltText("A picture");
    pictures.get(1).resume();
    assertThat(picture).hasJSProperty("naturalWidth", 20);
    window
        .page()
        .waitForResponse(
            answer -> answer.request().equals(pictures.get(0).request()),
            () -> pictures.get(0).resume());
    settle();
    assertThat(picture).hasJSProperty("naturalWidth", 20);
    assertThat(window.page().locator(".given .trouble")).isHidden();
  }

  @Thorough
  @Test
  void aKeyThatEndsTheWritingOfAWordSendsNothing() {
    String sendsNothing =
        """
        (line) => line.dispatchEvent(new KeyboardEvent('keydown',
          { key: 'Enter', keyCode: 229, bubbles: true, composed: true, cancelable: true }))
        """;
    show(script() + "<yera-app app='page.everything'></yera-app>");
    assertThat(window.line()).isVisible();
    assertThat(window.line().evaluate(sendsNothing)).isEqualTo(true);
    show(script() + "<yera-app app='page.chat' param-count=0></yera-app>");
    Locator foot = window.page().locator(".chat-foot textarea");
    assertThat(foot).isVisible();
    assertThat(foot.evaluate(sendsNothing)).isEqualTo(true);
  }

  /** Some are such that the server lets none through: these the page gets on the way. */
  @Thorough
  @Test
  void aChartStaysInItsChart() {
    String session = new Server(world.server().port(), "").create("page.hostile-charts");
    List<String> elsewhere = new ArrayList<>();
    window
        .page()
        .onRequest(
            request -> {
              if (request.url().contains("far.example")) {
                elsewhere.add(request.url());
              }
            });
    window
        .page()
        .route(
            "**/stream?*",
            route -> {
              APIResponse answer = route.fetch();
              route.fulfill(
                  new Route.FulfillOptions()
                      .setResponse(answer)
                      .setBody(answer.text().replace("\"bound\"", "\"bind\"")));
            });
    world.portal().showAnything();
    show(
        script()
            + "<label>Mine <input id=password value=swordfish></label>"
            + "<yera-app session='%s'></yera-app>".formatted(session));
    world.portal().show(world.url());
    Locator charts = window.page().locator(".chart");
    assertThat(charts.last().locator(".vega")).containsText("sees one nothing");
    assertThat(charts.locator(".trouble:visible")).hasCount(0);
    assertThat(charts.locator("svg.marks")).hasCount(charts.count());

    window.field("Mine").fill("hunter2");
    window.field("Mine").press("Control+a");
    for (Locator chart : charts.all()) {
      chart.locator(".mark-symbol path, .mark-image, svg").first().hover();
    }
    assertThat(charts.locator("input[type=image], input[type=password]")).hasCount(0);
    assertThat(window.page().locator("h1")).hasText("Portal");
    assertThat(window.field("Mine")).hasValue("hunter2");
    for (String drawn : charts.locator(".vega").allTextContents()) {
      assertThat(drawn).doesNotContain("Portal", "swordfish", "hunter2", "Control", "object");
    }
    assertThat(
            window
                .page()
                .evaluate("'pwned' in Event.prototype || 'pwned' in PointerEvent.prototype"))
        .isEqualTo(false);
    isAnHonestChart(charts.last());
    assertThat(elsewhere).isEmpty();
  }

  /** Its own controls, and what is chosen in it, work as ever. */
  private void isAnHonestChart(Locator chart) {
    chart.locator("select").selectOption("two");
    assertThat(chart.locator(".vega")).containsText("sees two nothing");
    BoundingBox box = chart.locator(".background").first().boundingBox();
    window.page().mouse().move(box.x + 20, box.y + 20);
    window.page().mouse().down();
    window.page().mouse().move(box.x + 90, box.y + 120);
    window.page().mouse().up();
    assertThat(chart.locator(".vega")).containsText("sees two a piece");
  }

  @Thorough
  @Test
  void whatIsNewIsSaidWhereTheFocusIsNotTaken() {
    show(script() + "<yera-app app='page.everything'></yera-app>");
    Locator spoken = window.page().locator("[aria-live=polite]");
    assertThat(spoken).containsText("Question: What is your name?");
    assertThat(window.line()).not().isFocused();
  }

  @Test
  void aStrangerGetsNeitherElementNorAnswerNorFrame() throws Exception {
    HttpResponse<String> preflight = preflight("http://stranger.example");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(get("/yera-app.js", "http://stranger.example").headers().map())
        .doesNotContainKey("access-control-allow-origin");
    assertThat(get("/embed/apps/page.words", "http://stranger.example").headers().map())
        .hasEntrySatisfying(
            "content-security-policy",
            policy ->
                assertThat(policy.get(0))
                    .endsWith(
                        "frame-ancestors 'self' "
                            + world.portal().origin()
                            + " https://*.frames.example")
                    .doesNotContain("unsafe"));

    HttpResponse<String> friend = preflight(world.portal().origin());
    assertThat(friend.statusCode()).isEqualTo(204);
    assertThat(friend.headers().firstValue("Access-Control-Allow-Origin"))
        .contains(world.portal().origin());
    assertThat(friend.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("Authorization", "Last-Event-ID", "Idempotency-Key");
  }

  private HttpResponse<String> preflight(String origin) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(world.url() + "/api/sessions"))
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST"));
  }

  private HttpResponse<String> get(String path, String origin)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(world.url() + path)).header("Origin", origin));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
