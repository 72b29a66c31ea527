package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.yera.Thorough;
import dev.yera.it.Server;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code yera.auth=container}: names and passwords of the container's own realm, under a context
 * path of its own. The element's files are public, as the documentation on embedding says.
 */
@InBrowser
@Thorough
class LoginPageIT {
  private static final String RIGHT = basic("ada:secret");
  private static final String WRONG = basic("ada:guessed");

  private static PageServer server;
  private final PageWorld world;

  LoginPageIT(PageWorld world) {
    this.world = world;
  }

  @BeforeAll
  static void start(PageWorld world, @TempDir Path temp) throws IOException {
    Path password = Files.writeString(temp.resolve("password"), "AS_ADMIN_USERPASSWORD=secret\n");
    Path user =
        Files.writeString(
            temp.resolve("user.asadmin"),
            "create-file-user --groups users --passwordfile %s ada\n".formatted(password));
    server =
        PageServer.start(
            PageServer.warWith(
                "login",
                Map.of(
                    "pages/texts.de.js",
                    """
                    globalThis.yeraTexts = {
                      send: 'Senden',
                      home: {
                        title: 'Yera',
                        lead: 'Apps zum Mitreden.',
                        apps: 'Anwendungen',
                        sessions: 'Meine Sitzungen',
                        search: 'Suchen',
                        searchApps: 'Anwendungen suchen',
                        forPrograms: 'Als JSON:',
                        kind: { java: 'Javaprogramm' },
                      },
                      pages: {
                        problem: { status: 'HTTP-Status', apps: 'Zu den Anwendungen' },
                        missing: { title: 'Nicht gefunden', detail: 'Die gibt es hier nicht.' },
                        'not-found': { detail: 'Hier ist nichts.' },
                        'unknown-app': { title: 'Unbekannte Anwendung', explanation: 'Keine mit diesem Namen.' },
                        'logged-in': { heading: 'Sie sind angemeldet' },
                        'logged-out': { title: 'Abgemeldet', heading: 'Sie sind abgemeldet', login: 'Anmelden' },
                      },
                    };
                    """)),
            Map.of(
                "YERA_AUTH", "container",
                "YERA_AUTH_AUTHOR_GROUPS", "users",
                "YERA_EMBED_ORIGINS", world.portal().origin()),
            "/login/api/apps",
            "--postbootcommandfile",
            user.toString());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  private String base() {
    return server.url() + "/login";
  }

  @Test
  void whoIsSignedInUsesThePagesUnderAnyContextPath() {
    Window window =
        world.window(new Browser.NewContextOptions().setHttpCredentials("ada", "secret"));
    window.page().navigate(base() + "/apps/page.everything");
    window.say("Ada");
    assertThat(window.button("Great")).isFocused();
    window.isAtSession();
    window.page().reload();
    assertThat(window.button("Great")).isFocused();

    window.page().navigate(base() + "/");
    assertThat(window.page().locator("#sessions li").first()).containsText("Everything");
  }

  @Test
  void textsAreInTheLanguageOfTheReaderWhereThereIsAFileOfIt() {
    for (String language : new String[] {"de-AT", "en-GB", "fr-FR"}) {
      Window window =
          world.window(
              new Browser.NewContextOptions()
                  .setHttpCredentials("ada", "secret")
                  .setLocale(language));
      window.page().navigate(base() + "/apps/page.everything");
      boolean german = language.startsWith("de");
      assertThat(window.button(german ? "Senden" : "Send")).isVisible();
      assertThat(window.page().locator("html")).hasAttribute("lang", german ? "de" : "en");
      window.page().navigate(base() + "/");
      assertThat(window.page().locator(".kind").first())
          .hasText(Pattern.compile(german ? "Javaprogramm|Command" : "Java|Command"));
      assertThat(window.page().locator("h1")).hasText(german ? "Yera" : "Yera Sessions");
      assertThat(window.page().locator("h2"))
          .hasText(
              german
                  ? new String[] {"Anwendungen", "Meine Sitzungen"}
                  : new String[] {"Apps", "My sessions"});
      assertThat(window.page().locator(".lead"))
          .containsText(german ? "Apps zum Mitreden." : "Interactive apps.");
      assertThat(window.page().locator("footer"))
          .containsText(german ? "Als JSON:" : "the lists above as JSON:");
      assertThat(window.field(german ? "Anwendungen suchen" : "Search apps"))
          .hasAttribute("placeholder", german ? "Suchen" : "Search");
      window.hasNoComplaints();
    }
  }

  @Test
  void pagesWithoutAnAppAreInTheLanguageOfTheReaderToo() {
    Window german = reader("de-AT");
    says(
        german,
        "/apps/no.such_app",
        "Nicht gefunden",
        "Die gibt es hier nicht.",
        "HTTP-Status 404.",
        "Zu den Anwendungen");
    says(german, "/nothing/here", "Hier ist nichts.", "Not found");
    says(german, "/problems/unknown-app", "Unbekannte Anwendung", "Keine mit diesem Namen.");
    says(german, "/pages/logged-out.html", "Sie sind abgemeldet", "Anmelden");
    says(german, "/pages/logged-in.html", "Sie sind angemeldet");
    assertThat(german.page().locator("html")).hasAttribute("lang", "de");

    Window french = reader("fr-FR");
    says(french, "/apps/no.such_app", "Not found", "HTTP status 404.", "To the apps");
    says(french, "/pages/logged-out.html", "You are logged out", "Log in again");
    assertThat(french.page().locator("html")).hasAttribute("lang", "en");
  }

  private Window reader(String language) {
    Window window =
        world.window(
            new Browser.NewContextOptions()
                .setHttpCredentials("ada", "secret")
                .setLocale(language));
    window.page().addInitScript("globalThis.close = () => {}");
    return window;
  }

  private void says(Window window, String path, String... words) {
    window.page().navigate(base() + path);
    for (String each : words) {
      window.shows(each);
    }
    window.isAccessible();
  }

  @Test
  void theElementSendsItsTokenFromAnotherOrigin() {
    Window window = world.window();
    world.portal().show(server.url());
    window
        .page()
        .navigate(
            world
                .portal()
                .page(
                    "<script type=module src='%s/yera-app.js'></script>".formatted(base())
                        + "<yera-app app='page.failing' token='%s'></yera-app>".formatted(RIGHT)));
    window.hasEnded();
    window.shows("So far so good.");
    world.portal().show(world.url());
  }

  @Test
  void aCallbackThatWasSetBeforeTheScriptCameCounts() {
    Window window = world.window();
    world.portal().showAnything();
    window.page().navigate(world.portal().page(""));
    element(window, "(again) => '%s'".formatted(RIGHT));
    window
        .page()
        .addScriptTag(
            new Page.AddScriptTagOptions().setUrl(base() + "/yera-app.js").setType("module"));
    window.hasEnded();
    window.shows("So far so good.");
    world.portal().show(world.url());
  }

  @Test
  void aWrongTokenIsSaidInWordsAndTold() {
    Window window = world.window();
    openEmbedded(window);
    element(window, "(again) => '%s'".formatted(WRONG));
    window.shows("You are not signed in here, or your sign-in has run out.");
    assertThat(window.page().evaluate("window.told.at(-1)[0]")).isEqualTo("yera-error");
    assertThat(window.page().evaluate("window.told.at(-1)[1].status")).isEqualTo(401);
  }

  @Test
  void anOutdatedTokenIsAskedForAgain() {
    Window window = world.window();
    openEmbedded(window);
    element(window, "(again) => again ? '%s' : '%s'".formatted(RIGHT, WRONG));
    window.hasEnded();
    window.shows("So far so good.");
  }

  @Test
  void theRealmsGroupsAreTheCallers() {
    Server api = new Server(server.port(), "/login");
    assertThat(api.get("/api/apps").status()).isEqualTo(401);
    assertThat(api.get("/api/apps").header("WWW-Authenticate")).startsWith("Basic ");
    assertThat(get(api, "/api/apps", WRONG).status()).isEqualTo(401);
    assertThat(get(api, "/api/apps", "Basic ?").status()).isEqualTo(401);
    assertThat(get(api, "/api/apps?broken=true", RIGHT).status()).as("an author").isEqualTo(200);
    assertThat(get(api, "/api/sessions?owner=*", RIGHT).status()).as("no admin").isEqualTo(403);
    assertThat(get(api, "/api/apps", RIGHT).header("Set-Cookie"))
        .as("nothing is kept of it")
        .isNull();
  }

  private static Server.Answer get(Server api, String path, String authorization) {
    return api.send(api.request(path).header("Authorization", authorization).GET());
  }

  @Test
  void anOwnerHasALimitOfSessions() {
    Server api = new Server(server.port(), "/login");
    List<String> created = new ArrayList<>();
    Server.Answer refused = null;
    while (refused == null) {
      Server.Answer answer = create(api);
      if (answer.status() == 201) {
        created.add(answer.header("Location"));
      } else {
        refused = answer;
      }
    }
    // Other tests of this user may have left some.
    assertThat(created).hasSizeBetween(1, 20);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isEqualTo("5");
    assertThat(refused.json())
        .containsEntry("type", "/login/problems/too-many-sessions")
        .containsEntry("limit", "yera.sessions.max-per-owner")
        .containsEntry("limit_value", 20L)
        .containsEntry("retry_after", 5L);
    String path = created.get(0).substring("/login".length());
    assertThat(api.send(api.request(path).header("Authorization", RIGHT).DELETE()).status())
        .isEqualTo(204);
    Server.Answer again = create(api);
    assertThat(again.status()).as("its place is free").isEqualTo(201);
    created.set(0, again.header("Location"));
    for (String location : created) {
      api.send(
          api.request(location.substring("/login".length()))
              .header("Authorization", RIGHT)
              .DELETE());
    }
  }

  private static Server.Answer create(Server api) {
    return api.send(
        api.request("/api/sessions")
            .header("Authorization", RIGHT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"app_id\":\"page.failing\"}")));
  }

  /** A page of the server's that anybody gets; its own element has to be there to be replaced. */
  private void openEmbedded(Window window) {
    window.page().navigate(base() + "/embed/sessions/none");
    assertThat(window.page().locator("yera-app")).isAttached();
  }

  /** An element whose page gives it tokens. */
  private static void element(Window window, String callback) {
    window
        .page()
        .evaluate(
            """
            () => {
              const element = document.createElement('yera-app');
              element.tokenCallback = %s;
              element.setAttribute('app', 'page.failing');
              document.querySelector('main').replaceChildren(element);
            }
            """
                .formatted(callback));
  }
}
