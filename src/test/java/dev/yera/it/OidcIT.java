package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.yera.Thorough;
import dev.yera.provider.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code yera.auth=oidc}: each step of a login as it goes over the wire, and what is none. */
@OwnServer
@Thorough
class OidcIT {
  private static final String APPS = "yera.apps.dir=src/test/apps\nyera.worker.pool-size=0\n";
  private static final String HOST = "Host: localhost";

  private static Provider provider;
  private static Provider brief;
  private static PayaraProcess payara;
  private static RawHttp http;

  @BeforeAll
  static void start() throws IOException {
    provider = new Provider(Duration.ofMinutes(5), false);
    brief = new Provider(Duration.ofSeconds(4), false);
    String client = "yera.auth.oidc.client-id=yera\nyera.auth.oidc.client-secret=secret\n";
    Map<String, String> contexts = new LinkedHashMap<>();
    contexts.put(
        "/brief", APPS + client + "yera.auth=oidc\nyera.auth.oidc.issuer=" + brief.issuer() + "\n");
    contexts.put(
        "/",
        APPS
            + client
            + "yera.auth=oidc,jwt\nyera.auth.oidc.issuer="
            + provider.issuer()
            + "\nyera.auth.jwt.issuer="
            + provider.issuer()
            + "\nyera.auth.jwt.audience=yera\n");
    payara = PayaraProcess.with("oidc", contexts, InetAddress.getLoopbackAddress());
    http = new RawHttp(payara.port());
  }

  @AfterAll
  static void stop() throws IOException {
    payara.close();
    provider.close();
    brief.close();
  }

  @BeforeEach
  void anHonestProvider() {
    provider.forge(false);
    provider.makes(null);
    brief.renews(true);
  }

  /** A login that is on its way. */
  private record Begun(RawHttp.Answer answer, String cookie, String callback) {}

  private static String cookies(RawHttp.Answer answer) {
    return "Cookie: "
        + answer.all("Set-Cookie").stream()
            .map(each -> each.split(";", 2)[0])
            .filter(each -> !each.endsWith("="))
            .collect(Collectors.joining("; "));
  }

  private static Begun begin(String path) {
    RawHttp.Answer answer = http.send("GET", path, HOST);
    assertThat(answer.status()).as(answer.body()).isEqualTo(302);
    String there = answer.header("Location");
    try {
      HttpResponse<String> back =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(there)).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(back.statusCode()).as(back.body()).isEqualTo(302);
      URI callback = URI.create(back.headers().firstValue("Location").orElseThrow());
      assertThat(callback.getHost()).isEqualTo("localhost");
      return new Begun(answer, cookies(answer), callback.getPath() + "?" + callback.getRawQuery());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static RawHttp.Answer end(Begun begun) {
    return http.send("GET", begun.callback(), HOST, begun.cookie());
  }

  /** The cookies of somebody who has logged in. */
  private static String login(String context) {
    RawHttp.Answer answer = end(begin(context + "/login"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(302);
    return cookies(answer);
  }

  private static int status(String path, String... headers) {
    List<String> all = new java.util.ArrayList<>(List.of(headers));
    all.add(HOST);
    return http.send("GET", path, all, "").status();
  }

  @Test
  void aLoginGoesToTheProviderAndComesBack() {
    RawHttp.Answer page = http.send("GET", "/apps/it.asks?s=a%20b", HOST);
    assertThat(page.status()).isEqualTo(302);
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(page.header("Permissions-Policy")).contains("camera=()");
    assertThat(page.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(page.header("Location")).isEqualTo("/login?return=%2Fapps%2Fit.asks%3Fs%3Da%2520b");
    Begun begun = begin(page.header("Location"));
    assertThat(begun.answer().header("Location"))
        .startsWith(provider.issuer())
        .contains("response_type=code")
        .contains("code_challenge_method=S256")
        .contains("code_challenge=")
        .contains("nonce=")
        .contains("state=");
    assertThat(begun.answer().header("Set-Cookie"))
        .startsWith("yera_attempt_")
        .endsWith("; HttpOnly; Secure; SameSite=Lax");
    RawHttp.Answer back = end(begun);
    assertThat(back.status()).as(back.body()).isEqualTo(302);
    assertThat(back.header("Location")).isEqualTo("/apps/it.asks?s=a%20b");
    String login =
        back.all("Set-Cookie").stream()
            .filter(each -> each.startsWith("yera_login0="))
            .findFirst()
            .orElseThrow();
    assertThat(login).endsWith("; Path=/; HttpOnly; Secure; SameSite=Lax");
    RawHttp.Answer me = http.send("GET", "/api/me", HOST, cookies(back));
    assertThat(me.json())
        .containsEntry("kind", "user")
        .containsEntry("name", "Ann Smith")
        .containsEntry("logout", "/logout");
    assertThat(http.send("GET", "/api/apps", HOST, cookies(back)).body()).contains("it.finance");
  }

  @Test
  void whoIsNotLoggedInIsToldWhere() {
    RawHttp.Answer answer = http.send("GET", "/api/apps", HOST);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json())
        .containsEntry("type", "/problems/login-required")
        .containsEntry("login", "/login");
    assertThat(answer.header("WWW-Authenticate")).isNotBlank().doesNotContain("Basic");
    assertThat(status("/sessions/x?shared")).as("what a share leads to").isEqualTo(200);
  }

  @Test
  void aTokenIsGoodBesideALogin() {
    assertThat(
            status("/api/apps", "Authorization: Bearer " + provider.token(provider.claims("bob"))))
        .isEqualTo(200);
    assertThat(status("/api/apps", "Authorization: Bearer nonsense")).isEqualTo(401);
  }

  @Test
  void aLoginIsUsedOnce() {
    Begun begun = begin("/login");
    RawHttp.Answer first = end(begun);
    assertThat(first.status()).isEqualTo(302);
    assertThat(first.all("Set-Cookie"))
        .as("what was begun is dropped")
        .anyMatch(each -> each.matches("yera_attempt_[^=]+=;.* Max-Age=0;.*"));
    RawHttp.Answer replayed = http.send("GET", begun.callback(), HOST);
    assertThat(replayed.status()).as("code and state again").isEqualTo(403);
    assertThat(replayed.cookie("yera_login0")).isEmpty();
    RawHttp.Answer whole = end(begun);
    assertThat(whole.status()).as("with its cookie, too").isEqualTo(403);
    assertThat(whole.cookie("yera_login0")).isEmpty();
  }

  @Test
  void aLoginEndsInTheBrowserThatBeganIt() {
    Begun mine = begin("/login");
    Begun theirs = begin("/login");
    RawHttp.Answer answer = http.send("GET", theirs.callback(), HOST, mine.cookie());
    assertThat(answer.status()).isEqualTo(403);
    String forged = mine.cookie().replaceFirst("=.*", "=eyJhbGciOiJkaXIifQ....");
    assertThat(http.send("GET", mine.callback(), HOST, forged).status()).isEqualTo(403);
    assertThat(http.send("GET", "/login/callback?code=a", HOST).status()).isEqualTo(403);
    assertThat(
            http.send("GET", mine.callback() + "&error=access_denied", HOST, mine.cookie())
                .status())
        .isEqualTo(403);
  }

  @Test
  void aTokenForSomebodyElseIsNoLogin() {
    Begun begun = begin("/login");
    provider.nextIsFor("another-client");
    assertThat(end(begun).status()).isEqualTo(403);
    assertThat(end(begin("/login")).status()).isEqualTo(302);
  }

  @Test
  void aTokenOfAnotherKeyIsNoLogin() {
    provider.forge(true);
    RawHttp.Answer answer = end(begin("/login"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.cookie("yera_login0")).isEmpty();
    provider.forge(false);
    assertThat(end(begin("/login")).status()).isEqualTo(302);
  }

  @Test
  void aTokenWithoutASignatureIsNoLogin() {
    provider.makes(claims -> new PlainJWT(claims.build()).serialize());
    RawHttp.Answer answer = end(begin("/login"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.cookie("yera_login0")).isEmpty();
    provider.makes(provider::token);
    assertThat(end(begin("/login")).status()).as("the same with one").isEqualTo(302);
  }

  /** It was made for another login of the same user. */
  @Test
  void aTokenOfAnotherLoginIsNone() {
    provider.makes(claims -> provider.token(claims.claim("nonce", "of another login")));
    RawHttp.Answer answer = end(begin("/login"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.cookie("yera_login0")).isEmpty();
  }

  @Test
  void keysMayChange() {
    String before = login("");
    provider.changeKey();
    assertThat(status("/api/apps", login(""))).isEqualTo(200);
    assertThat(status("/api/apps", before)).as("a login is under seal").isEqualTo(200);
  }

  @Test
  void whatIsUnderSealCannotBeChanged() {
    String login = login("");
    assertThat(status("/api/apps", login)).isEqualTo(200);
    char last = login.charAt(login.length() - 1);
    String changed = login.substring(0, login.length() - 1) + (last == 'A' ? 'Q' : 'A');
    assertThat(status("/api/apps", changed)).isEqualTo(401);
    String plain =
        new PlainJWT(new JWTClaimsSet.Builder().subject("ann").audience("yera_login").build())
            .serialize();
    assertThat(status("/api/apps", "Cookie: yera_login0=" + plain)).isEqualTo(401);
    Begun begun = begin("/login");
    String attempt = begun.cookie().substring(begun.cookie().indexOf('=') + 1);
    assertThat(status("/api/apps", "Cookie: yera_login0=" + attempt))
        .as("sealed for something else")
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/x\r\nSet-Cookie: a=b",
        "/login",
        "evil"
      })
  void aLoginComesBackToThisServerOnly(String path) {
    String back = URLEncoder.encode(path, StandardCharsets.UTF_8);
    assertThat(end(begin("/login?return=" + back)).header("Location")).isEqualTo("/");
  }

  @Test
  void aLoginIsRenewedForAsLongAsTheProviderWants() {
    String login = login("/brief");
    String id = (String) http.send("GET", "/brief/api/me", HOST, login).json().get("name");
    assertThat(id).isEqualTo("Ann Smith");
    RawHttp.Answer renewed =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> http.send("GET", "/brief/api/apps", HOST, login),
                answer -> answer.cookie("yera_login0").isPresent());
    assertThat(renewed.status()).isEqualTo(200);
    assertThat(status("/brief/api/apps", login)).as("another request of then").isEqualTo(200);
    brief.renews(false);
    String last = cookies(renewed);
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> status("/brief/api/apps", last) == 401);
  }

  @Test
  void aStreamEndsWithItsLogin() {
    String login = login("/brief");
    RawHttp.Answer created =
        http.post("/brief/api/sessions", "{\"app_id\":\"it.asks\"}", HOST, login);
    String id = (String) created.json().get("session_id");
    Server server = new Server(payara.port(), "/brief");
    SseClient stream = server.stream(id, "Cookie", login.substring("Cookie: ".length()));
    stream.awaitEvent(e -> e.type().equals("text_input"));
    await().atMost(Duration.ofSeconds(20)).until(stream::isEnded);
    assertThat(stream.events()).noneMatch(e -> e.type().equals("exit"));
    brief.renews(false);
  }

  @Test
  void whoLogsOutIsOutAlsoWithACopyOfTheCookie() {
    String login = login("");
    assertThat(status("/api/apps", login)).isEqualTo(200);
    RawHttp.Answer foreign = http.send("GET", "/logout", HOST, login, "Sec-Fetch-Site: cross-site");
    assertThat(foreign.status()).isEqualTo(403);
    assertThat(status("/api/apps", login)).isEqualTo(200);
    RawHttp.Answer out = http.send("GET", "/logout", HOST, login);
    assertThat(out.status()).isEqualTo(302);
    assertThat(out.header("Location"))
        .startsWith(provider.issuer())
        .contains("id_token_hint=", "post_logout_redirect_uri=");
    assertThat(out.all("Set-Cookie"))
        .anyMatch(each -> each.startsWith("yera_login0=;") && each.contains("Max-Age=0"));
    assertThat(status("/api/apps", login)).isEqualTo(401);
    assertThat(status("/pages/logged-out.html")).isEqualTo(200);
  }

  private static RawHttp.Answer backChannel(String token) {
    return http.send(
        "POST",
        "/logout/backchannel",
        List.of(HOST, "Content-Type: application/x-www-form-urlencoded"),
        "logout_token=" + token);
  }

  @Test
  void theProviderEndsALoginAndItsStreams() {
    String login = login("");
    RawHttp.Answer created = http.post("/api/sessions", "{\"app_id\":\"it.asks\"}", HOST, login);
    String id = (String) created.json().get("session_id");
    SseClient stream = payara.server().stream(id, "Cookie", login.substring("Cookie: ".length()));
    stream.awaitEvent(e -> e.type().equals("text_input"));
    String token =
        Provider.signed(
            provider.logout().claim("sid", "session-of-ann"), "logout+jwt", provider.key());
    RawHttp.Answer said = backChannel(token);
    assertThat(said.status()).as(said.body()).isEqualTo(200);
    await().atMost(Duration.ofSeconds(2)).until(stream::isEnded);
    assertThat(status("/api/apps", login)).isEqualTo(401);
  }

  @Test
  void onlyTheProviderEndsLogins() {
    JWTClaimsSet.Builder right = provider.logout().subject("nobody");
    String type = "logout+jwt";
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("nonsense", "nonsense");
    wrong.put("wrong key", Provider.signed(right, type, Provider.rsa(provider.key().getKeyID())));
    wrong.put("alg none", new PlainJWT(right.build()).serialize());
    wrong.put(
        "wrong audience",
        Provider.signed(
            provider.logout().subject("nobody").audience("other"), type, provider.key()));
    wrong.put(
        "wrong issuer",
        Provider.signed(
            provider.logout().subject("nobody").issuer(brief.issuer()), type, provider.key()));
    wrong.put("no event", provider.token(provider.claims("nobody")));
    wrong.put(
        "an ID token",
        Provider.signed(
            provider.logout().subject("nobody").claim("nonce", "x"), type, provider.key()));
    wrong.put("nobody's", Provider.signed(provider.logout(), type, provider.key()));
    wrong.forEach((why, token) -> assertThat(backChannel(token).status()).as(why).isEqualTo(400));
    assertThat(backChannel("x".repeat(100_000)).status()).isEqualTo(400);
    assertThat(backChannel(Provider.signed(right, type, provider.key())).status()).isEqualTo(200);
  }
}
