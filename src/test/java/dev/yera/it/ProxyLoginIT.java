package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code yera.auth=proxy}: a trusted proxy says who calls; groups, roles and shares behind it. */
@OwnServer
@Thorough
class ProxyLoginIT {
  private static final String APPS = "yera.apps.dir=src/test/apps\nyera.worker.pool-size=0\n";
  private static final String HOST = "Host: localhost";
  private static final String ANN = "X-Forwarded-User: ann";
  private static final String SECRET = "a secret of the proxy";

  private static PayaraProcess payara;
  private static RawHttp http;
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    Path secret = Path.of("target", "it-servers", "proxy-secret").toAbsolutePath();
    Files.createDirectories(secret.getParent());
    Files.writeString(secret, SECRET + "\n");
    Map<String, String> contexts = new LinkedHashMap<>();
    contexts.put(
        "/elsewhere",
        APPS + "yera.auth=proxy\nyera.auth.proxy.trusted=192.0.2.0/24,2001:db8::/32\n");
    contexts.put(
        "/secret",
        APPS
            + "yera.auth=proxy\nyera.auth.proxy.trusted=127.0.0.0/8\n"
            + "yera.auth.proxy.user-header=X-User\nyera.auth.proxy.groups-header=X-Groups\n"
            + "yera.auth.proxy.secret-header=X-Proof\nyera.auth.proxy.secret-file="
            + secret
            + "\n");
    contexts.put(
        "/",
        APPS
            + "yera.auth=proxy\nyera.auth.proxy.trusted=127.0.0.0/8\n"
            + "yera.auth.author-groups=authors\nyera.auth.admin-groups=admins\n"
            + "yera.public.origins=https://apps.example.org\n");
    payara = PayaraProcess.with("proxy", contexts, InetAddress.getLoopbackAddress());
    http = new RawHttp(payara.port());
    server = payara.server();
  }

  @AfterAll
  static void stop() throws IOException {
    payara.close();
  }

  @Test
  void whoIsNamedByTheProxyIsLetIn() {
    assertThat(http.send("GET", "/api/apps", HOST, ANN).status()).isEqualTo(200);
    RawHttp.Answer refused = http.send("GET", "/api/apps", HOST);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.json()).containsEntry("type", "/problems/login-required");
    assertThat(refused.header("WWW-Authenticate")).isNotBlank();
    assertThat(http.send("GET", "/", HOST).status()).isEqualTo(401);
    assertThat(http.send("GET", "/yera-app.js", HOST).status())
        .as("the element's files are for pages elsewhere")
        .isEqualTo(200);
  }

  @Test
  void fromElsewhereTheHeadersAreAsIfTheyWereNotThere() {
    assertThat(http.send("GET", "/elsewhere/api/apps", HOST, ANN).status()).isEqualTo(401);
    assertThat(
            http.send("GET", "/elsewhere/api/apps", "Host: x", "X-Forwarded-Host: localhost", ANN)
                .status())
        .isEqualTo(403);
  }

  @Test
  void twoNamesAreNone() {
    assertThat(http.send("GET", "/api/apps", HOST, ANN, "X-Forwarded-User: joe").status())
        .isEqualTo(401);
    assertThat(http.send("GET", "/api/apps", HOST, "X-Forwarded-User:  ").status()).isEqualTo(401);
    String groups = "X-Forwarded-Groups: users";
    String admins = "X-Forwarded-Groups: admins";
    assertThat(http.send("GET", "/api/sessions?owner=*", HOST, ANN, admins).status())
        .isEqualTo(200);
    assertThat(http.send("GET", "/api/sessions?owner=*", HOST, ANN, groups, admins).status())
        .as("of two lines of groups one may be the client's own")
        .isEqualTo(403);
  }

  @Test
  void theProxyShowsItsSecret() {
    String user = "X-User: ann";
    assertThat(http.send("GET", "/secret/api/apps", HOST, user, "X-Proof: " + SECRET).status())
        .isEqualTo(200);
    assertThat(http.send("GET", "/secret/api/apps", HOST, user, "X-Proof: guessed").status())
        .isEqualTo(401);
    assertThat(http.send("GET", "/secret/api/apps", HOST, user).status()).isEqualTo(401);
    assertThat(http.send("GET", "/secret/api/apps", HOST, ANN, "X-Proof: " + SECRET).status())
        .as("another header than the one that was set")
        .isEqualTo(401);
  }

  @Test
  void whatTheProxyForwardsTellsTheOrigin() {
    String created =
        (String)
            http.post("/api/sessions", "{\"app_id\":\"it.asks\"}", HOST, ANN)
                .json()
                .get("session_id");
    RawHttp.Answer made =
        http.post(
            "/api/sessions/" + created + "/shares",
            "{\"may\":\"view\"}",
            "Host: 127.0.0.1:1",
            "X-Forwarded-Host: apps.example.org",
            "X-Forwarded-Proto: https",
            "Origin: https://apps.example.org",
            ANN);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat((String) made.json().get("url"))
        .isEqualTo(
            "https://apps.example.org/sessions/%s?shared#share=%s"
                .formatted(created, made.json().get("token")));
    assertThat(made.header("Strict-Transport-Security")).isNotNull();
    assertThat(http.send("GET", "/api/apps", HOST, "X-Forwarded-Host: evil.example", ANN).status())
        .isEqualTo(403);
  }

  private static RawHttp.Answer as(String groups, String method, String path) {
    return http.send(method, path, HOST, ANN, "X-Forwarded-Groups: " + groups);
  }

  @Test
  void anAppOfAGroupIsNotThereForOthers() {
    String create = "{\"app_id\":\"it.finance\"}";
    for (String groups : List.of("users, finance", "audit")) {
      assertThat(as(groups, "GET", "/api/apps").body()).contains("it.finance");
      assertThat(as(groups, "GET", "/api/apps/it.finance").status()).isEqualTo(200);
      assertThat(
              http.post("/api/sessions", create, HOST, ANN, "X-Forwarded-Groups: " + groups)
                  .status())
          .isEqualTo(201);
    }
    for (String groups : List.of("", "users", "Finance", "admins,authors")) {
      assertThat(as(groups, "GET", "/api/apps").body()).doesNotContain("it.finance");
      assertThat(as(groups, "GET", "/api/apps/it.finance").status()).isEqualTo(404);
      RawHttp.Answer refused =
          http.post("/api/sessions", create, HOST, ANN, "X-Forwarded-Groups: " + groups);
      assertThat(refused.status()).as(groups).isEqualTo(404);
      assertThat(refused.json()).containsEntry("type", "/problems/unknown-app");
    }
  }

  @Test
  void anAdminListsAndEndsWhatIsOfOthersAndNeverAnswersForThem() throws IOException {
    String id = create("it.asks");
    String admin = "X-Forwarded-User: joe";
    String groups = "X-Forwarded-Groups: admins";
    assertThat(http.send("GET", "/api/sessions?owner=*", HOST, admin, groups).body()).contains(id);
    assertThat(http.send("GET", "/api/sessions", HOST, admin, groups).body()).doesNotContain(id);
    SseClient stream = server.stream(id, "X-Forwarded-User", "ann");
    String block = stream.awaitEvent(e -> e.type().equals("text_input")).block();
    String answer = "{\"blockId\":\"%s\",\"value\":\"x\",\"blockType\":\"text_input\"}";
    String path = "/api/sessions/" + id + "/interactions";
    assertThat(http.post(path, answer.formatted(block), HOST, admin, groups).status())
        .isEqualTo(403);
    assertThat(http.send("DELETE", "/api/sessions/" + id, HOST, admin, groups).status())
        .isEqualTo(204);
    assertThat(stream.awaitExit().toString()).contains("CleanedUp");
    stream.close();
    String line = "\"act\":\"%s\",\"as\":\"admin\",\"by\":\"u proxy joe\"";
    String to =
        ",\"session_id\":\"%s\",\"owner\":\"u proxy ann\",\"app_id\":\"it.asks\"}".formatted(id);
    assertThat(payara.log())
        .contains(line.formatted("listed") + "}", line.formatted("erased") + to)
        .doesNotContain(line.formatted("answered"));
  }

  @Test
  void anAdminNarrowsTheListToOnePersonAndThatIsNoted() {
    String id = create("it.asks");
    String admin = "X-Forwarded-User: narrow";
    String groups = "X-Forwarded-Groups: admins";
    String ann =
        (String) http.send("GET", "/api/sessions/" + id, HOST, admin, groups).json().get("owner");
    String path = "/api/sessions?owner=" + ann;
    assertThat(http.send("GET", path, HOST, admin, groups).list())
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each).containsEntry("owner", ann));
    assertThat(http.send("GET", path, HOST, ANN).status()).isEqualTo(403);
    assertThat(http.send("GET", "/api/sessions?owner=ann", HOST, admin, groups).status())
        .isEqualTo(400);
    String by = (String) http.send("GET", "/api/me", HOST, admin, groups).json().get("owner");
    assertThat(audit("?by=" + by))
        .extracting(each -> each.get("act") + " " + each.get("owner_name"))
        .containsExactly("listed proxy ann", "viewed proxy ann");
    assertThat(http.send("DELETE", "/api/sessions/" + id, HOST, ANN).status()).isEqualTo(204);
  }

  private static List<Map<String, Object>> audit(String query) {
    RawHttp.Answer answer =
        http.send(
            "GET",
            "/api/audit" + query,
            HOST,
            "X-Forwarded-User: auditor",
            "X-Forwarded-Groups: admins");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.list();
  }

  @Test
  void whoDidWhatIsInTheAuditLogAndNotWhatTheySaid() {
    String id = create("it.asks");
    String path = "/api/sessions/" + id;
    SseClient stream = server.stream(id, "X-Forwarded-User", "ann");
    String block = stream.awaitEvent(e -> e.type().equals("text_input")).block();
    Map<String, Object> share = share(id, "{\"may\":\"answer\"}");
    String shared = "Authorization: Share " + share.get("token");
    server.stream(id + "?last_event_id=1", "X-Forwarded-User", "ann").close();
    assertThat(
            http.post(
                    path + "/interactions",
                    "{\"blockId\":\"%s\",\"value\":\"a word of mine\",\"blockType\":\"text_input\"}"
                        .formatted(block),
                    HOST,
                    shared)
                .status())
        .isEqualTo(202);
    stream.awaitExit();
    stream.close();
    assertThat(http.send("GET", path + "/transcript", HOST, ANN).status()).isEqualTo(200);
    assertThat(http.send("DELETE", path + "/shares/" + share.get("share_id"), HOST, ANN).status())
        .isEqualTo(204);
    assertThat(as("admins", "GET", path + "/diagnostics").status()).isEqualTo(200);
    String admin = "X-Forwarded-User: a \\u000a b\", \"act\": \"nothing";
    assertThat(
            http.send("GET", path + "/diagnostics", HOST, admin, "X-Forwarded-Groups: admins")
                .status())
        .isEqualTo(200);
    assertThat(http.send("DELETE", path, HOST, ANN).status()).isEqualTo(204);

    List<Map<String, Object>> entries = audit("?session_id=" + id);
    assertThat(entries)
        .extracting(each -> each.get("act") + " " + each.get("as") + " " + each.get("by_name"))
        .containsExactly(
            "erased owner proxy ann",
            "read_diagnostics admin proxy " + admin.substring(admin.indexOf(':') + 2),
            "unshared owner proxy ann",
            "exported owner proxy ann",
            "answered share share " + share.get("share_id"),
            "shared owner proxy ann",
            "viewed owner proxy ann",
            "created owner proxy ann");
    assertThat(entries)
        .allSatisfy(
            each ->
                assertThat(each)
                    .containsEntry("session_id", id)
                    .containsEntry("owner_name", "proxy ann")
                    .containsEntry("app_id", "it.asks")
                    .containsKeys("at", "by", "owner"));
    assertThat(entries.toString()).doesNotContain("a word of mine", (String) share.get("token"));
    String ann = (String) entries.get(0).get("by");
    assertThat(audit("?by=" + ann + "&session_id=" + id)).hasSize(6);
    assertThat(audit("?by=" + ann + "&session_id=" + id + "&until=2026-01-01")).isEmpty();
    assertThat(audit("?limit=1").get(0))
        .containsEntry("act", "audited")
        .containsEntry("by_name", "proxy auditor")
        .containsEntry("session_id", null);
  }

  @Test
  void thePagesOfTheAuditLogAreWholeAndRefuseWhatIsNoPlace() {
    String id = create("it.asks");
    assertThat(http.send("DELETE", "/api/sessions/" + id, HOST, ANN).status()).isEqualTo(204);
    String query = "?limit=1&session_id=" + id;
    String admin = "X-Forwarded-User: reader";
    String groups = "X-Forwarded-Groups: admins";
    RawHttp.Answer first = http.send("GET", "/api/audit" + query, HOST, admin, groups);
    assertThat(first.body()).contains("\"erased\"").doesNotContain("\"created\"");
    String next = first.header("Link").replaceAll("<(.*)>; rel=\"next\"", "$1");
    assertThat(http.send("GET", next, HOST, admin, groups).body()).contains("\"created\"");
    String reader = (String) http.send("GET", "/api/me", HOST, admin, groups).json().get("owner");
    assertThat(audit("?by=" + reader))
        .as("each page that was read")
        .extracting(each -> each.get("act"))
        .containsExactly("audited", "audited");
    for (String wrong :
        List.of(
            "cursor=x",
            "cursor=Li4vLi4vZXRjIDE",
            "cursor=MjAyNi05OS05OSAx",
            "since=yesterday",
            "by=ann",
            "session_id=*",
            "limit=201")) {
      RawHttp.Answer refused = http.send("GET", "/api/audit?" + wrong, HOST, admin, groups);
      assertThat(refused.status()).as(wrong).isEqualTo(400);
      assertThat(refused.json()).containsEntry("parameter", wrong.substring(0, wrong.indexOf('=')));
    }
  }

  @Test
  void whatIsOnesOwnIsNotInTheAuditLog() throws IOException {
    String id = create("it.asks", "X-Forwarded-Groups", "admins");
    String path = "/api/sessions/" + id;
    assertThat(as("admins", "GET", path).status()).isEqualTo(200);
    assertThat(as("admins", "DELETE", path).status()).isEqualTo(204);
    assertThat(payara.log()).doesNotContain("\"session_id\":\"" + id);
  }

  @Test
  void authorsSeeErrorOutputOfTheirOwnSessionsInTheStream() {
    String own = create("it.exits", "X-Forwarded-Groups", "authors");
    SseClient stream =
        server.stream(own, "X-Forwarded-User", "ann", "X-Forwarded-Groups", "authors");
    assertThat(stream.awaitExit().toString()).contains("last words");
    stream.close();
    SseClient other = server.stream(own, "X-Forwarded-User", "ann");
    assertThat(other.awaitExit().toString()).contains("ProcessExited").doesNotContain("last words");
    other.close();
  }

  private static String create(String app, String... more) {
    HttpRequest.Builder request =
        server
            .request("/api/sessions")
            .header("X-Forwarded-User", "ann")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"app_id\":\"" + app + "\"}"));
    if (more.length > 0) {
      request.headers(more);
    }
    Server.Answer answer = server.send(request);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return (String) answer.json().get("session_id");
  }

  private static Map<String, Object> share(String session, String body) {
    RawHttp.Answer answer = http.post("/api/sessions/" + session + "/shares", body, HOST, ANN);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  @Test
  void aShareThatIsTakenBackEndsItsStreamsWithinASecond() {
    String id = create("it.asks");
    Map<String, Object> share = share(id, "{\"may\":\"view\",\"expires_in\":\"PT1H\"}");
    SseClient own = server.stream(id, "X-Forwarded-User", "ann");
    SseClient shared = server.stream(id, "Authorization", "Share " + share.get("token"));
    SseClient byQuery = server.stream(id + "?share=" + share.get("token"));
    own.awaitEvent(e -> e.type().equals("text_input"));
    shared.awaitEvent(e -> e.type().equals("text_input"));
    byQuery.awaitEvent(e -> e.type().equals("text_input"));
    String path = "/api/sessions/" + id + "/shares/";
    assertThat(http.send("GET", path, HOST, ANN).body())
        .doesNotContain((String) share.get("token"));
    assertThat(http.send("DELETE", path + share.get("share_id"), HOST, ANN).status())
        .isEqualTo(204);
    await()
        .atMost(Duration.ofSeconds(1))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> shared.isEnded() && byQuery.isEnded());
    assertThat(own.isEnded()).isFalse();
    SseClient again = server.stream(id, "Authorization", "Share " + share.get("token"));
    assertThat(again.status()).isEqualTo(404);
    own.close();
  }

  @Test
  void aShareEndsAtItsTimeAlsoWhileAStreamIsOpen() {
    String id = create("it.asks");
    Map<String, Object> share = share(id, "{\"may\":\"view\",\"expires_in\":\"PT3S\"}");
    SseClient shared = server.stream(id, "Authorization", "Share " + share.get("token"));
    shared.awaitEvent(e -> e.type().equals("text_input"));
    await().atMost(Duration.ofSeconds(10)).until(shared::isEnded);
  }

  @Test
  void aShareThatMayAnswerAnswers() {
    String id = create("it.asks");
    Map<String, Object> share = share(id, "{\"may\":\"answer\"}");
    String token = "Share " + share.get("token");
    SseClient shared = server.stream(id, "Authorization", token);
    String block = shared.awaitEvent(e -> e.type().equals("text_input")).block();
    RawHttp.Answer answer =
        http.post(
            "/api/sessions/" + id + "/interactions",
            "{\"blockId\":\"%s\",\"value\":\"x\",\"blockType\":\"text_input\"}".formatted(block),
            HOST,
            "Authorization: " + token);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(shared.awaitExit()).containsEntry("exit_code", 0L);
    shared.close();
  }

  @Test
  void whatIsNoShareIsRefusedByItsReason() {
    String path = "/api/sessions/" + create("it.asks") + "/shares";
    for (String body :
        List.of(
            "{}",
            "[]",
            "{\"may\":\"own\"}",
            "{\"may\":\"view\",\"expires_in\":\"soon\"}",
            "{\"may\":\"view\",\"expires_in\":\"PT0S\"}",
            "{\"may\":\"view\",\"expires_in\":\"P365D\"}",
            "{\"may\":\"view\",\"expires_in\":3600}")) {
      RawHttp.Answer answer = http.post(path, body, HOST, ANN);
      assertThat(answer.status()).as(body).isEqualTo(422);
      assertThat(answer.json()).containsEntry("type", "/problems/bad-arguments");
    }
    assertThat(http.send("DELETE", path + "/none", HOST, ANN).status()).isEqualTo(404);
  }
}
