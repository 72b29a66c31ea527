package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.nimbusds.jwt.PlainJWT;
import dev.yera.Thorough;
import dev.yera.event.json.Json;
import dev.yera.it.RawHttp;
import dev.yera.provider.Provider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins with an OpenID provider as a user sees them, in a real browser. */
@Thorough
@InBrowser
class OidcPageIT {
  private static Provider provider;
  private static PageServer server;
  private static RawHttp http;
  private final PageWorld world;

  OidcPageIT(PageWorld world) {
    this.world = world;
  }

  @BeforeAll
  static void start(PageWorld world) throws IOException {
    provider = new Provider(Duration.ofMinutes(5));
    server =
        PageServer.start(
            Path.of(System.getProperty("yera.war")),
            Map.of(
                "YERA_AUTH",
                "oidc,jwt",
                "YERA_AUTH_OIDC_ISSUER",
                provider.issuer(),
                "YERA_AUTH_OIDC_CLIENT_ID",
                Provider.CLIENT,
                "YERA_AUTH_OIDC_CLIENT_SECRET",
                "secret",
                "YERA_AUTH_JWT_ISSUER",
                provider.issuer(),
                "YERA_AUTH_JWT_AUDIENCE",
                Provider.CLIENT,
                "YERA_EMBED_ORIGINS",
                world.portal().origin()),
            "/api/apps");
    http = new RawHttp(server.port());
  }

  @BeforeEach
  void anHonestProvider() {
    provider.renews(true);
    provider.forge(false);
    provider.makes(null);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (provider != null) {
      provider.close();
    }
  }

  /** What the provider's own page asks. */
  private static void logIn(Page page, String subject, String session) {
    page.locator("input[name=username]").fill(subject);
    page.locator("textarea[name=claims]")
        .fill(Json.text(Map.of("name", "Ann Smith", "sid", session)));
    page.locator("input[type=submit]").click();
  }

  private Window loggedIn(String path, String session) {
    Window window = world.window();
    window.page().navigate(server.url() + path);
    assertThat(window.page().locator("input[name=username]")).isVisible();
    logIn(window.page(), "ann", session);
    return window;
  }

  private static void endLogin(String session) {
    String token =
        Provider.signed(provider.logout().claim("sid", session), "logout+jwt", provider.key());
    RawHttp.Answer answer =
        http.send(
            "POST",
            "/logout/backchannel",
            List.of("Host: localhost", "Content-Type: application/x-www-form-urlencoded"),
            "logout_token=" + token);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void whoLogsInComesBackToWhereTheyWantedAndIsNamed() {
    Window window = loggedIn("/apps/page.everything", "one");
    window.isAtSession();
    assertThat(window.page().locator("#who")).containsText("Ann Smith");
    window.say("Ann");
    assertThat(window.button("Great")).isFocused();
    window.page().reload();
    assertThat(window.button("Great")).isFocused();
    window.isAccessible();
    window.page().navigate(server.url() + "/");
    assertThat(window.page().locator("#who")).containsText("Ann Smith");
    assertThat(window.page().locator("#sessions li").first()).containsText("Everything");

    window.text("Log out").click();
    window.shows("You are logged out");
    window.page().navigate(server.url() + "/");
    assertThat(window.page().locator("input[name=username]")).isVisible();
  }

  @Test
  void aLoginThatEndsWhileOneTypesTakesNothingOfIt() {
    Window window = loggedIn("/apps/page.everything", "two");
    assertThat(window.line()).isFocused();
    window.page().keyboard().type("half a name");
    endLogin("two");
    assertThat(window.button("Log in")).isVisible();
    assertThat(window.line()).hasValue("half a name");
    window.page().keyboard().press("Enter");
    assertThat(window.line()).hasValue("half a name");
    assertThat(window.text("Not sent.")).isVisible();

    Page login = window.page().waitForPopup(() -> window.button("Log in").click());
    logIn(login, "ann", "three");
    window.isLive();
    assertThat(window.button("Log in")).isHidden();
    assertThat(window.line()).hasValue("half a name");
    window.line().focus();
    window.page().keyboard().press("Enter");
    assertThat(window.answers().first()).containsText("half a name");
    assertThat(window.button("Great")).isVisible();
  }

  @Test
  void aLoginThatRunsOutWhileOneTypesTakesNothingOfIt() {
    provider.renews(false);
    Window window = world.window();
    provider.nextLasts(Duration.ofMillis(window.onThisMachine(20_000)));
    window.page().navigate(server.url() + "/apps/page.everything");
    logIn(window.page(), "ann", "six");
    assertThat(window.line()).isFocused();
    window.page().keyboard().type("half a name");
    assertThat(window.button("Log in")).isVisible();
    assertThat(window.line()).hasValue("half a name");
    assertThat(window.answers()).hasCount(0);

    Page login = window.page().waitForPopup(() -> window.button("Log in").click());
    logIn(login, "ann", "seven");
    window.isLive();
    assertThat(window.line()).hasValue("half a name");
    window.line().focus();
    window.page().keyboard().press("Enter");
    assertThat(window.answers().first()).containsText("half a name");
  }

  /** Each of them is one that the product must not believe. */
  @ParameterizedTest
  @ValueSource(strings = {"wrong audience", "wrong key", "alg none"})
  void whoComesWithABadTokenIsNotLoggedIn(String what) {
    switch (what) {
      case "wrong audience" -> provider.nextIsFor("another-client");
      case "wrong key" -> provider.forge(true);
      default -> provider.makes(claims -> new PlainJWT(claims.build()).serialize());
    }
    Window window = loggedIn("/apps/page.everything", "bad");
    window.shows("The login failed");
    assertThat(window.page().evaluate("fetch('/api/me').then((answer) => answer.status)"))
        .isEqualTo(401);
    anHonestProvider();
    window.page().navigate(server.url() + "/apps/page.everything");
    logIn(window.page(), "ann", "good");
    window.isAtSession();
  }

  @Test
  void aProviderMayChangeItsKey() {
    Window before = loggedIn("/", "eight");
    assertThat(before.page().locator("#who")).containsText("Ann Smith");
    provider.changeKey();
    Window after = loggedIn("/", "nine");
    assertThat(after.page().locator("#who")).containsText("Ann Smith");
    before.page().reload();
    assertThat(before.page().locator("#who")).containsText("Ann Smith");
  }

  @Test
  void theAddressOfALoginIsGoodForOneLogin() {
    Window window = world.window();
    List<String> callbacks = new CopyOnWriteArrayList<>();
    window
        .page()
        .onRequest(
            request -> {
              if (request.url().contains("/login/callback?")) {
                callbacks.add(request.url());
              }
            });
    window.page().navigate(server.url() + "/");
    logIn(window.page(), "ann", "ten");
    assertThat(window.page().locator("#who")).containsText("Ann Smith");
    assertThat(callbacks).hasSize(1);
    assertThat(callbacks.get(0)).contains("code=", "state=");

    window.page().navigate(callbacks.get(0));
    window.shows("The login failed");
    Window other = world.window();
    other.page().navigate(callbacks.get(0));
    other.shows("The login failed");
    other.page().navigate(server.url() + "/");
    assertThat(other.page().locator("input[name=username]")).isVisible();
  }

  @Test
  void aPageOfTheSameSiteGoesOnWithTheLoginOfTheBrowser() {
    String site = server.url().replace("127.0.0.1", "localhost");
    Window window = world.window();
    world.portal().showAnything();
    window
        .page()
        .navigate(
            world
                .portal()
                .page("<yera-app app=page.everything server=%s/></yera-app>".formatted(site)));
    window
        .page()
        .addScriptTag(
            new Page.AddScriptTagOptions().setUrl(site + "/yera-app.js").setType("module"));
    assertThat(window.button("Log in")).isVisible();
    Page login = window.page().waitForPopup(() -> window.button("Log in").click());
    logIn(login, "ann", "five");
    window.page().waitForCondition(login::isClosed);
    window.button("Try again").click();
    window.isLive();
    assertThat(window.button("Log in")).isHidden();
    world.portal().show(world.url());
  }

  @Test
  void whoHasAShareLooksOnWithoutALogin() {
    Window own = loggedIn("/apps/page.everything", "four");
    own.isAtSession();
    String id = own.page().url().replaceFirst(".*/", "");
    Map<?, ?> share =
        (Map<?, ?>)
            own.page()
                .evaluate(
                    """
                    async (id) => (await fetch(`/api/sessions/${id}/shares`, {
                      method: 'POST',
                      headers: { 'Content-Type': 'application/json' },
                      body: JSON.stringify({ may: 'view' }),
                    })).json()
                    """,
                    id);
    Window other = world.window();
    other.page().navigate((String) share.get("url"));
    other.isLive();
    assertThat(other.button("End")).isHidden();
    assertThat(other.button("Diagnostics")).isHidden();
    other.line().fill("from outside");
    other.line().press("Enter");
    other.shows("You are looking on, and cannot answer.");
    own.say("Ann");
    assertThat(other.answers().first()).containsText("Ann");

    own.page()
        .evaluate(
            "async ([id, share]) => fetch(`/api/sessions/${id}/shares/${share}`, {method: 'DELETE'})",
            List.of(id, share.get("share_id")));
    other.shows("This session no longer exists.");
    assertThat(own.button("Great")).isVisible();
  }

  @Test
  void theElementGetsANewTokenBeforeTheOldOneRunsOutAlsoWhileAStreamIsOpen() {
    Window window = world.window();
    world.portal().showAnything();
    window.page().navigate(world.portal().page("<main id=place></main>"));
    window
        .page()
        .exposeFunction(
            "token",
            again ->
                provider.token(
                    provider
                        .claims("ann")
                        .expirationTime(Date.from(Instant.now().plusSeconds(10)))));
    window
        .page()
        .evaluate(
            """
            () => {
              window.asked = [];
              window.states = [];
              const element = document.createElement('yera-app');
              // As a portal does: one token, until a new one is asked for.
              element.tokenCallback = async (again) => {
                window.asked.push(again);
                window.kept = again ? await window.token(again) : window.kept ?? (await window.token(again));
                return window.kept;
              };
              element.setAttribute('app', 'page.everything');
              document.getElementById('place').append(element);
              setInterval(() => window.states.push(
                element.shadowRoot?.querySelector('.state')?.textContent ?? ''), 50);
            }
            """);
    window
        .page()
        .addScriptTag(
            new Page.AddScriptTagOptions().setUrl(server.url() + "/yera-app.js").setType("module"));
    window.isLive();
    // Twice the time of a token: with one alone there is no stream any more.
    window.page().waitForFunction("window.asked.filter((again) => again).length >= 3");
    window.isLive();
    assertThat((List<?>) window.page().evaluate("window.states"))
        .as("nobody notices it")
        .noneMatch(state -> state.toString().contains("Not connected"))
        .noneMatch(state -> state.toString().contains("lost"));
    world.portal().show(world.url());
  }
}
