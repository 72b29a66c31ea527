package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract section 6, "Names", and the headers of every answer, of a server on loopback. */
class LoopbackNamesIT extends ClientTest {
  private static final String CREATE = "{\"app_id\":\"it.asks\"}";

  private RawHttp http;
  private String own;

  @BeforeEach
  void connect() {
    http = new RawHttp(url.getPort());
    own = "127.0.0.1:" + url.getPort();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/apps/it.asks",
        "/sessions/x",
        "/embed/apps/it.asks",
        "/yera-app.js",
        "/element",
        "/element/dom.js",
        "/lib",
        "/pages/home.js",
        "/problems/malformed",
        "/api/apps",
        "/api/sessions",
        "/api/nothing",
        "/api/application.wadl",
        "/metrics",
        "/openapi",
        "/openapi/",
        "/nothing"
      })
  void nothingAnswersUnderAForeignName(String path) {
    for (String host :
        List.of("evil.example", "localhost.evil.example", "127.0.0.1.evil.example")) {
      RawHttp.Answer answer = http.send("GET", path, "Host: " + host);
      assertThat(answer.status()).as(path + " of " + host).isEqualTo(403);
      assertThat(answer.body()).contains("orbidden").doesNotContain("http://" + host);
      assertThat(answer.header("Location")).isNull();
    }
    assertThat(http.send("GET", path).status()).as("no name at all").isEqualTo(403);
    assertThat(http.send("GET", path, "Host: " + own, "Host: evil.example").status())
        .as("two names")
        .isIn(400, 403);
  }

  @Test
  void aForeignNameInTheRequestLineHelpsNobody() {
    RawHttp.Answer answer = http.send("GET", "http://evil.example/api/apps", "Host: evil.example");
    assertThat(answer.status()).isIn(400, 403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "LOCALHOST:1", "127.1.2.3:8080"})
  void loopbacksNamesAreAlwaysThere(String host) {
    assertThat(http.send("GET", "/api/apps", "Host: " + host).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/started"})
  void healthAnswersUnderAnyNameAndTellsItsDataOnThisMachineOnly(String path) {
    RawHttp.Answer outside = http.send("GET", path, "Host: evil.example");
    assertThat(outside.status()).isEqualTo(200);
    assertThat(outside.json()).containsOnlyKeys("status").containsEntry("status", "UP");
    RawHttp.Answer forwarded = http.send("GET", path, "Host: " + own, "X-Forwarded-For: 192.0.2.1");
    assertThat(forwarded.json()).containsOnlyKeys("status");
    assertThat(http.send("GET", path, "Host: " + own).json()).containsKey("checks");
    assertThat(http.send("GET", "/health/ready", "Host: " + own).body()).contains("workers_ready");
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example, evil.example",
    "http://evil.example, localhost",
    "https://localhost, localhost",
    "http://localhost:1, localhost",
    "http://127.0.0.1, localhost",
    "null, localhost",
    "'', localhost"
  })
  void anOriginIsComparedWhole(String origin, String host) {
    RawHttp.Answer answer =
        http.post("/api/sessions", CREATE, "Host: " + host, "Origin: " + origin);
    assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    assertThat(answer.json()).containsEntry("type", "/problems/forbidden-origin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH"})
  void aForeignPageIsRefusedBeforeAnythingOfItsBodyIsLookedAt(String method) {
    for (String about : List.of("Content-Type: no type", "Content-Encoding: gzip")) {
      RawHttp.Answer answer =
          http.send(method, "/api/sessions", "Host: " + own, "Origin: http://evil.example", about);
      assertThat(answer.status()).as(about).isEqualTo(403);
      assertThat(answer.json()).as(about).containsEntry("type", "/problems/forbidden-origin");
    }
  }

  /** Payara itself refuses one with a body, from everywhere, before it asks any filter. */
  @Test
  void nothingIsDeletedForAForeignPageThatSendsABody() {
    String id = server.create("it.asks");
    String path = "/api/sessions/" + id;
    List<String> foreign = List.of("Host: " + own, "Origin: http://evil.example");
    assertThat(http.send("DELETE", path, foreign, "{}").status()).isIn(400, 403);
    assertThat(server.delete(path).status()).isEqualTo(204);
  }

  @Test
  void theOwnOriginMayChangeThings() {
    assertThat(http.post("/api/sessions", CREATE, "Host: " + own, "Origin: http://" + own).status())
        .isEqualTo(201);
    assertThat(
            http.post("/api/sessions", CREATE, "Host: localhost", "Origin: http://localhost")
                .status())
        .isEqualTo(201);
  }

  @Test
  void withoutAnOriginWhatIsSentAcrossSitesIsForeign() {
    String host = "Host: " + own;
    for (String method : List.of("POST", "DELETE")) {
      assertThat(http.send(method, "/api/sessions/x", host, "Sec-Fetch-Site: cross-site").status())
          .as(method)
          .isEqualTo(403);
    }
    assertThat(http.post("/api/sessions", CREATE, host, "Sec-Fetch-Site: same-origin").status())
        .isEqualTo(201);
    assertThat(http.send("GET", "/api/apps", host, "Sec-Fetch-Site: cross-site").status())
        .as("reading is the browser's to refuse")
        .isEqualTo(200);
  }

  @Test
  void whatForwardsIsNotBelieved() {
    RawHttp.Answer answer =
        http.send("GET", "/api/apps", "Host: evil.example", "X-Forwarded-Host: localhost");
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void whatPassedAProxyDoesNotComeFromThisMachine() {
    RawHttp.Answer answer =
        http.send("GET", "/api/apps", "Host: " + own, "X-Forwarded-For: 192.0.2.1");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json()).containsEntry("type", "/problems/anonymous-refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/element", "/element/blocks", "/pages", "/lib", "/WEB-INF", "/META-INF"})
  void aFolderIsNowhereToBeSentTo(String path) {
    RawHttp.Answer answer = http.send("GET", path, "Host: " + own);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Location")).isNull();
    assertThat(http.send("GET", path + "/", "Host: " + own).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/apps/it.asks",
        "/embed/apps/it.asks",
        "/yera-app.js",
        "/yera-app.css",
        "/element/dom.js",
        "/pages/home.js",
        "/lib/purify.js",
        "/problems/malformed",
        "/api/apps",
        "/api/nothing",
        "/api/sessions/x",
        "/health/ready",
        "/metrics",
        "/openapi/",
        "/nothing",
        "/element",
        "/sessions/a/b"
      })
  void everyAnswerHasTheHeaders(String path) {
    for (String host : List.of(own, "evil.example")) {
      RawHttp.Answer answer = http.send("GET", path, "Host: " + host);
      assertHeaders(path + " of " + host, answer, path);
    }
  }

  @PayaraOnly
  @ParameterizedTest
  @ValueSource(strings = {"/WEB-INF/web.xml", "/%zz"})
  void whatTheContainerRefusesHasTheHeadersToo(String path) {
    assertHeaders(path, http.send("GET", path, "Host: " + own), path);
  }

  @Test
  void aStreamHasTheHeadersToo() {
    String id = server.create("it.asks");
    try (SseClient stream = server.stream(id)) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.header("Content-Security-Policy")).contains("default-src 'none'");
      assertThat(stream.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(stream.header("Referrer-Policy")).isEqualTo("same-origin");
      assertThat(stream.header("Permissions-Policy")).contains("camera=()");
      assertThat(stream.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
      assertThat(stream.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    } finally {
      server.delete("/api/sessions/" + id);
    }
  }

  private static void assertHeaders(String asked, RawHttp.Answer answer, String path) {
    String what = asked + ": " + answer.status();
    assertThat(answer.header("Content-Security-Policy")).as(what).contains("default-src 'none'");
    assertThat(answer.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).as(what).isEqualTo("same-origin");
    assertThat(answer.header("Permissions-Policy")).as(what).contains("camera=()");
    boolean embedded = path.startsWith("/embed/");
    assertThat(answer.header("Cross-Origin-Opener-Policy"))
        .as(what)
        .isEqualTo(embedded ? null : "same-origin");
    boolean ofElement = path.matches("/yera-app\\..*|/element/.*|/lib/.*");
    assertThat(answer.header("Cross-Origin-Resource-Policy"))
        .as(what)
        .isEqualTo(ofElement ? "cross-origin" : "same-origin");
    assertThat(answer.header("Strict-Transport-Security")).as("no TLS here").isNull();
    assertThat(answer.header("Server")).isNull();
    assertThat(answer.header("X-Powered-By")).isNull();
    assertThat(answer.body()).as(what).doesNotContain("Payara").doesNotContain("\tat ");
  }

  /** What the container makes of these is another path than the one that is written. */
  @ParameterizedTest
  @CsvSource({
    "/element/../api/apps, /api/apps",
    "//api/apps, /api/apps",
    "/%65lement/dom.js, /element/dom.js",
    "/embed/apps/x/y, /embed/apps/x/y",
    "/element/nothing, /element/nothing"
  })
  void theHeadersAreThoseOfWhatAnswers(String written, String path) {
    assertHeaders(written, http.send("GET", written, "Host: " + own), path);
  }

  /** Others take an encoded slash for a letter, or for nothing that is there. */
  @PayaraOnly
  @ParameterizedTest
  @CsvSource({"/element/..%2fapi/apps, /api/apps", "/embed/..%2f, /"})
  void anEncodedSlashIsOne(String written, String path) {
    assertHeaders(written, http.send("GET", written, "Host: " + own), path);
  }

  @Test
  void whateverIsDoneTheAnswerHasTheHeaders() {
    String host = "Host: " + own;
    RawHttp.Answer created = http.post("/api/sessions", "{\"app_id\":\"it.exits\"}", host);
    String session = created.header("Location");
    Map<String, RawHttp.Answer> answers = new LinkedHashMap<>();
    answers.put("created", created);
    answers.put("no JSON", http.post("/api/sessions", "{", host));
    answers.put("no app", http.post("/api/sessions", "{\"app_id\":\"no.app\"}", host));
    answers.put("no type", http.send("POST", "/api/sessions", List.of(host), "{}"));
    answers.put("not started", http.post(session + "/interactions", "{\"blockId\":\"x\"}", host));
    answers.put("stream", http.send("GET", session + "/stream", host));
    answers.put("no event id", http.send("GET", session + "/stream?last_event_id=x", host));
    answers.put("nothing left", http.send("GET", session + "/stream", host, "Last-Event-ID: 2"));
    answers.put("no verb of a stream", http.send("HEAD", session + "/stream", host));
    answers.put("no verb of a resource", http.send("PUT", "/api/sessions", host));
    answers.put("no verb of a page", http.send("POST", "/sessions/x", host));
    answers.put("no verb of a file", http.send("PUT", "/yera-app.css", host));
    answers.put("no verb at all", http.send("BREW", "/", host));
    answers.put("options", http.send("OPTIONS", "/api/apps", host));
    answers.put("deleted", http.send("DELETE", session, host));
    answers.put("gone", http.send("GET", session, host));
    answers.put("not changed", http.send("GET", "/pages/page.css", host, "If-None-Match: *"));
    assertThat(answers.values())
        .extracting(RawHttp.Answer::status)
        .contains(200, 201, 204, 400, 404, 405, 415, 422, 501);
    answers.forEach(
        (what, answer) ->
            assertHeaders(what, answer, what.matches(".*file") ? "/yera-app.css" : "/"));
  }

  /** The container itself refuses it, most of them before they ask any filter. */
  @Test
  void nobodyReadsACookieBack() {
    RawHttp.Answer answer = http.send("TRACE", "/", "Host: " + own, "Cookie: a=secret");
    assertThat(answer.status()).isIn(403, 405);
    assertThat(answer.body()).doesNotContain("secret").doesNotContain("Payara");
  }

  @Test
  void theWadlIsOff() {
    assertThat(http.send("GET", "/api/application.wadl", "Host: " + own).status()).isEqualTo(404);
    assertThat(http.send("OPTIONS", "/api/apps", "Host: " + own).body())
        .doesNotContain("<application");
  }

  @Test
  void http2IsNotSpokenWithoutTls() throws IOException {
    assertThat(firstLine("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).doesNotStartWith("\0");
    String upgrade =
        """
        GET /api/apps HTTP/1.1\r
        Host: %s\r
        Connection: Upgrade, HTTP2-Settings\r
        Upgrade: h2c\r
        HTTP2-Settings: AAMAAABkAAQAAP__\r
        \r
        """;
    assertThat(firstLine(upgrade.formatted(own))).startsWith("HTTP/1.1 200");
  }

  private String firstLine(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      StringBuilder line = new StringBuilder();
      InputStream in = socket.getInputStream();
      for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
        line.append((char) b);
      }
      return line.toString();
    }
  }
}
