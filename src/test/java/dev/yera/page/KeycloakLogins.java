package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.yera.event.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Logins with Keycloak, in a real browser; {@code mvn -Pkeycloak verify}. */
@InBrowser
class KeycloakLogins {
  /** Of {@code ssoSessionMaxLifespan} in the realm. */
  private static final Duration LONGEST_LOGIN = Duration.ofSeconds(60);

  private static Keycloak keycloak;
  private static PageServer server;
  private final PageWorld world;

  KeycloakLogins(PageWorld world) {
    this.world = world;
  }

  @BeforeAll
  static void start() throws IOException {
    keycloak = new Keycloak();
    server =
        PageServer.start(
            Path.of(System.getProperty("yera.war")),
            Map.of(
                "YERA_AUTH", "oidc,jwt",
                "YERA_AUTH_OIDC_ISSUER", keycloak.issuer(),
                "YERA_AUTH_OIDC_CLIENT_ID", "yera",
                "YERA_AUTH_OIDC_CLIENT_SECRET", "secret",
                "YERA_AUTH_JWT_ISSUER", keycloak.issuer(),
                "YERA_AUTH_JWT_AUDIENCE", "yera"),
            "/api/apps");
    keycloak.start(Path.of(System.getProperty("keycloak.home")), server.url());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (keycloak != null) {
      keycloak.close();
    }
  }

  private static void logIn(Page page) {
    page.locator("#username").fill("ann");
    page.locator("#password").fill("secret");
    page.locator("#kc-login").click();
  }

  private Window loggedIn() {
    Window window = world.window();
    window.page().navigate(server.url() + "/apps/page.everything");
    logIn(window.page());
    window.isAtSession();
    return window;
  }

  @Test
  void whoLogsInIsNamedAndWhoLogsOutIsAskedAgain() {
    Window window = loggedIn();
    assertThat(window.page().locator("#who")).containsText("Ann Smith");
    window.page().navigate(server.url() + "/");
    window.page().getByText("Log out").click();
    window.shows("You are logged out");
    window.page().navigate(server.url() + "/");
    assertThat(window.page().locator("#username")).isVisible();
  }

  @Test
  void aLoginThatRunsOutWhileOneTypesTakesNothingOfIt() {
    Window window = loggedIn();
    long begin = System.nanoTime();
    assertThat(window.line()).isFocused();
    window.page().keyboard().type("half a name");
    assertThat(window.button("Log in")).isVisible();
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .as("tokens of 20 s are renewed")
        .isGreaterThan(LONGEST_LOGIN.dividedBy(2));
    assertThat(window.line()).hasValue("half a name");

    Page login = window.page().waitForPopup(() -> window.button("Log in").click());
    logIn(login);
    window.isLive();
    window.line().focus();
    window.page().keyboard().press("Enter");
    assertThat(window.answers().first()).containsText("half a name");
  }

  @Test
  void aLoginThatAnAdministratorEndsIsEndedAtOnce() {
    Window window = loggedIn();
    long begin = System.nanoTime();
    assertThat(window.line()).isFocused();
    keycloak.endLoginsOfAnn();
    assertThat(window.button("Log in")).isVisible();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void aProgramShowsAToken() {
    String token = keycloak.tokenOfAnn();
    HttpResponse<String> me = asked("Bearer " + token);
    assertThat(me.statusCode()).as(me.body()).isEqualTo(200);
    assertThat(((Map<?, ?>) Json.read(me.body())).get("name")).isEqualTo("Ann Smith");
    int dot = token.lastIndexOf('.');
    String forged = token.substring(0, dot + 1) + "A".repeat(token.length() - dot - 1);
    for (String refused : List.of(forged, "none")) {
      assertThat(asked("Bearer " + refused).statusCode()).isEqualTo(401);
    }
  }

  private static HttpResponse<String> asked(String authorization) {
    return keycloak.send(
        Keycloak.get(server.url() + "/api/me").header("Authorization", authorization));
  }
}
