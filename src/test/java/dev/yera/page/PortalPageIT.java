package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import dev.yera.provider.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a portal does with a server that takes its tokens: another origin, scripts by a nonce, an
 * import map, and tokens as Liferay has them ({@code at+jwt}, {@code client_id}, no {@code aud}).
 */
@InBrowser
@Thorough
class PortalPageIT {
  private static final String NONCE = "bm9uY2U";

  private static Provider provider;
  private static PageServer server;
  private final PageWorld world;
  private final Window window;

  PortalPageIT(PageWorld world) {
    this.world = world;
    this.window = world.window();
  }

  @BeforeAll
  static void start(PageWorld world) throws IOException {
    provider = new Provider(Duration.ofMinutes(5));
    server =
        PageServer.start(
            Path.of(System.getProperty("yera.war")),
            Map.of(
                "YERA_AUTH",
                "jwt",
                "YERA_AUTH_JWT_ISSUER",
                provider.issuer(),
                "YERA_AUTH_JWT_CLIENT_ID",
                "portal",
                "YERA_EMBED_ORIGINS",
                world.portal().origin() + ",https://elsewhere.example"),
            "/api/apps");
    world
        .portal()
        .script(
            "/liferay-yera.js",
            Files.readString(Path.of("src/main/portals/liferay/static/liferay-yera.js")));
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

  @AfterEach
  void leave() {
    world.portal().show(world.url());
  }

  private static String token() {
    return Provider.signed(
        provider.claims("ann").audience((String) null).claim("client_id", "portal"),
        "at+jwt",
        provider.key());
  }

  private void show(String html, String script) {
    world.portal().showByNonce(NONCE, server.url());
    window
        .page()
        .navigate(
            world
                .portal()
                .page(
                    html
                        + "<script type=module nonce=%s>%s</script>"
                            .formatted(NONCE, script)
                            .replace("{token}", token())));
  }

  /** What a client of the portal's OAuth 2 gives, in either way to have one. */
  private static final String CLIENT =
      "async (application) => ({ _getOrRequestToken: async () => ({ access_token: '{token}' }) })";

  private static final String LIFERAY =
      "<liferay-yera server='%s/' app=page.everything></liferay-yera>";

  private void theAppRunsInLiferay() {
    window.line().fill("Ada");
    window.line().press("Enter");
    assertThat(window.button("Great")).isVisible();
  }

  @Test
  void inLiferayTheTokenIsThatOfTheModuleInItsImportMap() {
    world
        .portal()
        .script(
            "/client.js",
            "export const FromUserAgentApplication = %s;"
                .formatted(CLIENT.replace("{token}", token())));
    show(
        "<script type=importmap nonce=%s>{\"imports\": {\"@liferay/oauth2-provider-web/client\": \"/client.js\"}}</script>"
                .formatted(NONCE)
            + LIFERAY.formatted(server.url()),
        "await import('/liferay-yera.js');");
    theAppRunsInLiferay();
    window.hasNoComplaints();
  }

  @Test
  void inAnOlderLiferayItIsThatOfTheGlobal() {
    show(
        LIFERAY.formatted(server.url()),
        "globalThis.Liferay = { OAuth2Client: { FromUserAgentApplication: %s } };".formatted(CLIENT)
            + "await import('/liferay-yera.js');");
    theAppRunsInLiferay();
  }

  @Test
  void aFrameAsksThePageAroundItForATokenAndTellsItWhatHappens() {
    show(
        // A frame of the portal's own origin that is not the page around: nobody to take a token
        // from.
        "<iframe title=forger hidden srcdoc=\"<script nonce=%s>".formatted(NONCE)
            + "addEventListener('message', ({ data }) => {"
            + "  parent.frames[1].postMessage({ type: 'yera:token', id: data, token: 'forged' }, '*');"
            + "  parent.postMessage({ type: 'forged', id: data }, '*');"
            + "});"
            + "parent.postMessage({ type: 'ready' }, '*');</script>\"></iframe>",
        """
        window.heard = [];
        const frame = document.createElement('iframe');
        frame.title = 'app';
        frame.src = '{server}/embed/apps/page.failing#token&grow';
        addEventListener('message', ({ source, origin, data }) => {
          if (data.type === 'ready') {
            document.body.append(frame);
          } else if (data.type === 'forged') {
            frames[1].postMessage({ type: 'yera:token', id: data.id, token: '{token}' }, '{server}');
          } else if (source === frames[1] && origin === '{server}') {
            heard.push(data);
            if (data.type === 'yera:token-request') {
              frames[0].postMessage(data.id, '*');
            }
          }
        });
        """
            .replace("{server}", server.url()));
    heardOf("yera:exit", "exit_code", 1);
    heardOf("yera:start", "app_id", "page.failing");
    heardOf("yera:resize", "height > 100 && each.height < 2000", true);
    assertThat(window.page().evaluate("heard.filter((each) => each.again).length"))
        .as("times that the forged token was refused")
        .isEqualTo(0);
  }

  /** Not by what the browser evaluates again and again by itself: this policy forbids it. */
  private void heardOf(String type, String member, Object value) {
    String heard =
        "heard.filter((each) => each.type === '%s').map((each) => each.%s)".formatted(type, member);
    await()
        .untilAsserted(
            () ->
                assertThat(((List<?>) window.page().evaluate(heard)).contains(value))
                    .as("%s", window.page().evaluate("JSON.stringify(heard)"))
                    .isTrue());
  }

  @Test
  void aFrameWithoutATokenTellsWhatIsWrong() {
    show(
        "<iframe title=app src='%s/embed/apps/page.everything'></iframe>".formatted(server.url()),
        """
        window.heard = [];
        addEventListener('message', ({ data }) => heard.push(data));
        """);
    heardOf("yera:error", "status", 401);
  }
}
