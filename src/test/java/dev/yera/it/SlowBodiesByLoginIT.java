package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.Thorough;
import dev.yera.event.json.Json;
import dev.yera.provider.Provider;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Slow bodies where somebody has to be known: whose they are is known before they are read. */
@Thorough
@OwnServer
class SlowBodiesByLoginIT {
  private static final String APPS = "yera.apps.dir=src/test/apps\nyera.worker.pool-size=0\n";
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String CREATE = "{\"app_id\":\"it.asks\"}";
  private static final List<String> MODES = List.of("/container", "/jwt", "/oidc", "");

  private static Provider provider;
  private static PayaraProcess payara;

  @BeforeAll
  static void start() throws IOException {
    provider = new Provider(Duration.ofMinutes(5));
    Map<String, String> contexts = new LinkedHashMap<>();
    contexts.put("/container", APPS + "yera.auth=container\n");
    contexts.put(
        "/jwt",
        APPS
            + "yera.auth=jwt\nyera.auth.jwt.audience=yera\nyera.auth.jwt.issuer="
            + provider.issuer()
            + "\n");
    contexts.put(
        "/oidc",
        APPS
            + "yera.auth=oidc\nyera.auth.oidc.client-id=yera\nyera.auth.oidc.client-secret=secret\n"
            + "yera.auth.oidc.issuer="
            + provider.issuer()
            + "\n");
    contexts.put(
        "/",
        APPS
            + "yera.auth=proxy\nyera.auth.proxy.trusted=127.0.0.0/8\n"
            + "yera.auth.admin-groups=admins\n");
    payara = PayaraProcess.with("slow-by-login", contexts, InetAddress.getLoopbackAddress());
  }

  @AfterAll
  static void stop() throws IOException {
    payara.close();
    provider.close();
  }

  /** The answer to a body that is in two pieces, the second after others have been served. */
  private static String late(String path, String headers, String body) throws IOException {
    String length = "Content-Length: " + body.length();
    try (SlowBody slow = new SlowBody(payara.port(), path, headers + length)) {
      slow.send(body.substring(0, 3));
      assertThat(payara.server().get("/problems/malformed").status()).isEqualTo(200);
      assertThat(slow.hasAnswer()).isFalse();
      slow.send(body.substring(3));
      return slow.answer();
    }
  }

  private static String by(String user) {
    return JSON + "X-Forwarded-User: " + user + "\r\n";
  }

  /** Of an answer in JSON without its last brace. */
  private static Map<?, ?> json(String answer) {
    return (Map<?, ?>)
        Json.read(
            answer.substring(answer.indexOf("\r\n\r\n") + 4).replaceFirst("^[0-9a-f]+\r\n", "")
                + "}");
  }

  @Test
  void aStrangersBodyIsNotWaitedFor() throws IOException {
    for (String mode : MODES) {
      for (String path : List.of("/api/sessions", "/api/nothing", "/metrics", "/index.html")) {
        try (SlowBody slow = new SlowBody(payara.port(), mode + path, 100)) {
          assertThat(slow.status()).as(mode + path).isEqualTo("HTTP/1.1 401 Unauthorized");
        }
      }
    }
  }

  /** Whatever comes of it: nothing there reads a body. */
  @Test
  void noBodyIsWaitedForWhereNobodyIsAskedWhoTheyAre() throws IOException {
    for (String path :
        List.of(
            "/problems/malformed",
            "/bundle/x.js",
            "/embed/apps/it.asks",
            "/sessions/x?shared",
            "/login",
            "/login/callback",
            "/logout",
            "/internal/sessions")) {
      for (String mode : List.of("/oidc", "")) {
        try (SlowBody slow = new SlowBody(payara.port(), mode + path, 100)) {
          assertThat(slow.status()).as(mode + path).matches("HTTP/1.1 40[45] .*");
        }
      }
    }
  }

  @Test
  void whoSendsSlowlyIsWhoTheyAre() throws IOException {
    String created = late("/api/sessions", by("ann"), CREATE);
    assertThat(created).startsWith("HTTP/1.1 201 ").contains("Location: /api/sessions/");
    String session = "/api/sessions/" + json(created).get("session_id");
    RawHttp http = new RawHttp(payara.port());
    assertThat(http.send("GET", session, "Host: localhost", "X-Forwarded-User: ann").status())
        .isEqualTo(200);
    assertThat(http.send("GET", session, "Host: localhost", "X-Forwarded-User: bob").status())
        .isEqualTo(404);

    String answer = "{\"blockId\":\"b0\",\"value\":\"x\",\"blockType\":\"text_input\"}";
    String path = session + "/interactions";
    assertThat(late(path, by("ann"), answer)).startsWith("HTTP/1.1 409 ").contains("not-started");
    assertThat(late(path, by("bob"), answer)).startsWith("HTTP/1.1 404 ");
    assertThat(late(path, by("eve") + "X-Forwarded-Groups: admins\r\n", answer))
        .startsWith("HTTP/1.1 403 ");
    assertThat(late(session + "/shares", by("ann"), "{\"may\":\"view\"}"))
        .startsWith("HTTP/1.1 201 ")
        .contains("\"url\":\"http://localhost/sessions/");
  }

  @Test
  void aTokenLetsInWithASlowBody() throws IOException {
    String token = "Authorization: Bearer " + provider.token(provider.claims("ann")) + "\r\n";
    assertThat(late("/jwt/api/sessions", JSON + token, CREATE))
        .startsWith("HTTP/1.1 201 ")
        .contains("Content-Security-Policy: ", "Cache-Control: no-store");
  }

  /** Nobody is asked there who they are, and it is a form. */
  @Test
  void aLogoutThatComesSlowlyIsHeard() throws IOException {
    String form = "Content-Type: application/x-www-form-urlencoded\r\n";
    String token =
        Provider.signed(provider.logout().subject("nobody"), "logout+jwt", provider.key());
    String length = "Content-Length: " + ("logout_token=" + token).length();
    try (SlowBody slow = new SlowBody(payara.port(), "/oidc/logout/backchannel", form + length)) {
      slow.send("logout_");
      assertThat(payara.server().get("/problems/malformed").status()).isEqualTo(200);
      assertThat(slow.hasAnswer()).isFalse();
      slow.send("token=" + token);
      assertThat(slow.status()).isEqualTo("HTTP/1.1 200 OK");
    }
    assertThat(late("/oidc/logout/backchannel", form, "logout_token=x"))
        .startsWith("HTTP/1.1 400 ")
        .contains("invalid_request");
  }
}
