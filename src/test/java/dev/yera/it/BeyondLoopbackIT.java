package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.yera.Thorough;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server that others can reach (contract, section 6): its names, and visitors. The product is
 * deployed as the root without any setting, and under other paths with some.
 */
@OwnServer
@Thorough
@ResourceLock(Privileged.NETWORK)
class BeyondLoopbackIT {
  private static final Path APPS_DIR = Path.of("target", "it-servers", "beyond-apps");
  private static final String APPS =
      "yera.apps.dir=" + APPS_DIR.toAbsolutePath() + "\nyera.worker.pool-size=0\n";
  private static final String NAMES =
      "yera.public.origins=http://apps.example.org,https://safe.example.org\n";
  private static final String PLAIN = "Host: apps.example.org";
  private static final String SAFE = "Host: safe.example.org";
  private static final String EXITS = "{\"app_id\":\"it.exits\"}";
  private static final String ASKS = "{\"app_id\":\"it.asks\"}";

  private static Optional<FarHost> far;
  private static PayaraProcess payara;
  private static RawHttp http;

  @BeforeAll
  static void start() throws IOException {
    far = Privileged.ifAllowed(FarHost::new);
    if (far.isEmpty()) {
      return;
    }
    Files.createDirectories(APPS_DIR);
    for (String app : List.of("exits", "asks")) {
      Path file = Path.of("src", "test", "apps", app + ".app.json");
      Files.copy(file, APPS_DIR.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.writeString(APPS_DIR.resolve("Broken.java"), "class Broken { secret }");
    Map<String, String> contexts = new LinkedHashMap<>();
    contexts.put("/named", APPS + NAMES);
    contexts.put("/open", APPS + NAMES + "yera.auth.anonymous=true\n");
    contexts.put(
        "/portal",
        APPS
            + NAMES
            + "yera.auth.anonymous=true\nyera.embed.origins=https://portal.example.org\n"
            + "yera.sessions.max-per-visitor=2\n");
    contexts.put("/", APPS);
    payara = PayaraProcess.with("beyond", contexts, far.get().near());
    http = new RawHttp(far.get().near(), payara.port());
  }

  @AfterAll
  static void stop() throws IOException {
    if (payara != null) {
      payara.close();
    }
    far.ifPresent(FarHost::close);
  }

  @BeforeEach
  void onlyWhereANetworkCanBeMade() {
    assumeThat(far).as("needs a network of its own").isPresent();
  }

  @Test
  void withoutNamesItServesItsHealthOnlyAndSaysSoOnce() throws IOException {
    String address = far.orElseThrow().near().getHostAddress() + ":" + payara.port();
    for (String path : List.of("/", "/api/apps", "/yera-app.js", "/metrics", "/openapi/")) {
      for (String host : List.of(address, "localhost", "127.0.0.1", "evil.example")) {
        RawHttp.Answer answer = http.send("GET", path, "Host: " + host);
        assertThat(answer.status()).as(path + " of " + host).isEqualTo(403);
      }
    }
    RawHttp.Answer health = http.send("GET", "/health/ready", "Host: " + address);
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.json()).containsOnlyKeys("status");
    assertThat(health.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(payara.log().split("it answers about its health only", -1))
        .as("what is said once")
        .hasSize(2);
  }

  @Test
  void namelessCallersAreRefusedUntilTheyAreAllowed() {
    for (String path : List.of("/api/apps", "/", "/yera-app.js", "/problems/malformed")) {
      RawHttp.Answer answer = http.send("GET", "/named" + path, PLAIN);
      assertThat(answer.status()).as(path).isEqualTo(403);
      assertThat(answer.body()).contains("Nameless callers");
    }
    RawHttp.Answer refused = http.post("/named/api/sessions", ASKS, PLAIN);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json()).containsEntry("type", "/named/problems/anonymous-refused");
    assertThat(http.send("GET", "/open/api/apps", PLAIN).status()).isEqualTo(200);
  }

  @Test
  void onlyItsNamesAreAnswered() {
    for (String host : List.of("evil.example", "localhost", "127.0.0.1", "apps.example.org:8080")) {
      RawHttp.Answer answer = http.send("GET", "/open/api/apps", "Host: " + host);
      assertThat(answer.status()).as(host).isEqualTo(403);
      assertThat(answer.json()).containsEntry("type", "/open/problems/forbidden-origin");
    }
    assertThat(http.send("GET", "/open/api/apps", "Host: APPS.example.org:80").status())
        .isEqualTo(200);
    assertThat(http.send("GET", "/open/api/apps", "Host: safe.example.org:443").status())
        .isEqualTo(200);
  }

  @Test
  void anOriginIsOneOfTheListAsAWhole() {
    for (String origin :
        List.of(
            "http://safe.example.org", // without TLS it is another
            "https://apps.example.org",
            "http://apps.example.org:8080",
            "http://evil.example",
            "null")) {
      assertThat(http.post("/open/api/sessions", ASKS, SAFE, "Origin: " + origin).status())
          .as(origin)
          .isEqualTo(403);
    }
    for (String origin : List.of("https://safe.example.org", "http://apps.example.org")) {
      assertThat(http.post("/open/api/sessions", ASKS, SAFE, "Origin: " + origin).status())
          .as(origin)
          .isEqualTo(201);
    }
    assertThat(
            http.post("/portal/api/sessions", ASKS, SAFE, "Origin: https://portal.example.org")
                .status())
        .isEqualTo(201);
  }

  @Test
  void whereTheOriginIsSafeBrowsersAreToldToStayThere() {
    assertThat(http.send("GET", "/open/", SAFE).header("Strict-Transport-Security"))
        .startsWith("max-age=");
    assertThat(http.send("GET", "/named/api/apps", SAFE).header("Strict-Transport-Security"))
        .as("refusals, too")
        .startsWith("max-age=");
    assertThat(http.send("GET", "/open/", PLAIN).header("Strict-Transport-Security")).isNull();
  }

  @Test
  void aVisitorHasACookieThatSuitsTheOrigin() {
    String plain = http.send("GET", "/open/", PLAIN).header("Set-Cookie");
    assertThat(plain)
        .matches("yera_visitor=[\\w-]{22}; Path=/open/; Max-Age=\\d+; HttpOnly; SameSite=Lax");
    assertThat(http.send("GET", "/open/", SAFE).header("Set-Cookie"))
        .endsWith("; HttpOnly; SameSite=Lax; Secure");
    assertThat(http.send("GET", "/portal/api/apps", SAFE).header("Set-Cookie"))
        .endsWith("; HttpOnly; SameSite=None; Secure; Partitioned");
    assertThat(http.send("GET", "/portal/api/apps", PLAIN).header("Set-Cookie"))
        .endsWith("; HttpOnly; SameSite=Lax");
    assertThat(http.send("GET", "/open/", PLAIN, visitor(1)).header("Set-Cookie")).isNull();
    assertThat(http.send("GET", "/open/", PLAIN, "Cookie: yera_visitor=made-up").all("Set-Cookie"))
        .as("not one of ours")
        .hasSize(1);
    assertThat(http.send("GET", "/open/yera-app.js", PLAIN).header("Set-Cookie")).isNull();
  }

  private static String visitor(int number) {
    return "Cookie: yera_visitor=%022d".formatted(number);
  }

  private static String create(String body, String... headers) {
    RawHttp.Answer answer = http.post("/open/api/sessions", body, headers);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return (String) answer.json().get("session_id");
  }

  @Test
  void visitorsListTheirOwnAndUseWhatTheyKnowTheIdOf() {
    String first = create(ASKS, PLAIN, visitor(11));
    String second = create(ASKS, PLAIN, visitor(12));
    assertThat(http.send("GET", "/open/api/sessions", PLAIN, visitor(11)).list())
        .extracting(state -> state.get("session_id"))
        .containsExactly(first);
    assertThat(http.send("GET", "/open/api/sessions", PLAIN, visitor(12)).list())
        .extracting(state -> state.get("session_id"))
        .containsExactly(second);
    assertThat(http.send("GET", "/open/api/sessions", PLAIN, visitor(13)).list()).isEmpty();
    assertThat(http.send("GET", "/open/api/sessions/" + first, PLAIN, visitor(12)).status())
        .isEqualTo(200);
    assertThat(http.send("DELETE", "/open/api/sessions/" + first, PLAIN, visitor(12)).status())
        .isEqualTo(204);
  }

  @Test
  void twoVisitorsWithOneIdempotencyKeyAreTwo() {
    String key = "Idempotency-Key: " + UUID.randomUUID();
    String first = create(ASKS, PLAIN, key, visitor(21));
    assertThat(create(ASKS, PLAIN, key, visitor(21))).isEqualTo(first);
    assertThat(create(ASKS, PLAIN, key, visitor(22))).isNotEqualTo(first);
    String ofAddress = create(ASKS, PLAIN, key);
    assertThat(ofAddress).isNotEqualTo(first);
    assertThat(create(ASKS, PLAIN, key)).as("a client without cookies").isEqualTo(ofAddress);
  }

  @Test
  void aVisitorHasALimitOfSessions() {
    for (int i = 0; i < 2; i++) {
      assertThat(http.post("/portal/api/sessions", ASKS, PLAIN, visitor(31)).status())
          .isEqualTo(201);
    }
    RawHttp.Answer refused = http.post("/portal/api/sessions", ASKS, PLAIN, visitor(31));
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json())
        .containsEntry("type", "/portal/problems/too-many-sessions")
        .containsEntry("limit", "yera.sessions.max-per-visitor")
        .containsEntry("limit_value", 2L);
    assertThat(http.post("/portal/api/sessions", ASKS, PLAIN, visitor(32)).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/metrics", "/openapi/", "/api/apps?broken=true", "/api/sessions?owner=*"})
  void whatIsForAdminsAndAuthorsIsNotForVisitors(String path) {
    // Metrics and OpenAPI belong to the server's own context.
    String context = path.startsWith("/api") ? "/open" : "";
    assertThat(http.send("GET", context + path, PLAIN).status()).isEqualTo(403);
  }

  @Test
  void visitorsSeeWhatKindOfErrorItWasAndNoErrorOutput() {
    String id = create(EXITS, PLAIN, visitor(41));
    RawHttp.Answer stream =
        http.send("GET", "/open/api/sessions/" + id + "/stream", PLAIN, visitor(41));
    assertThat(stream.body()).contains("\"ProcessExited\"", "\"stderr\":[]");
    assertThat(stream.body()).doesNotContain("last words");
    String state = http.send("GET", "/open/api/sessions/" + id, PLAIN, visitor(41)).body();
    assertThat(state).contains("\"ProcessExited\"", "\"stderr\":[]").doesNotContain("last words");
    RawHttp.Answer diagnostics =
        http.send("GET", "/open/api/sessions/" + id + "/diagnostics", PLAIN, visitor(41));
    assertThat(diagnostics.status()).isEqualTo(403);
    assertThat(diagnostics.body()).doesNotContain("last words");
    assertThat(http.send("GET", "/open/api/sessions", PLAIN, visitor(41)).body())
        .doesNotContain("last words");
  }

  @Test
  void visitorsAreNotToldWhatIsWrongWithAnApp() {
    RawHttp.Answer answer = http.send("GET", "/open/api/apps/Broken.run", PLAIN);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json()).containsEntry("detail", "There is no app \"Broken.run\".");
    answer = http.post("/open/api/sessions", "{\"app_id\":\"Broken.run\"}", PLAIN);
    assertThat(answer.json()).containsEntry("detail", "There is no app \"Broken.run\".");
  }
}
