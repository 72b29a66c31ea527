package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import dev.yera.event.json.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The description of the API against the server: each answer that is described can be had, and is
 * as described. The tests that go through the answers note what they had; the last one compares.
 */
@OwnServer
@Thorough
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenApiIT {
  /** Needs another server: see ClusterIT. */
  private static final Set<String> OF_MANY_NODES = Set.of("POST /api/nodes/me/drain 202");

  private static final String JSON = "application/json";
  private static final String ANY = "application/octet-stream";
  private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

  private static final String[] ANN = who("ann", "");
  private static final String[] BOB = who("bob", "");
  private static final String[] AUTHOR = who("eve", "authors");
  private static final String[] ADMIN = who("joe", "admins");

  private static final ApiDescription DESCRIPTION = new ApiDescription();
  private static final Set<String> HAD = new TreeSet<>();

  @TempDir private static Path apps;
  private static PayaraProcess payara;
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    for (String file :
        List.of("src/test/apps/all-questions.app.json", "src/test/apps/questions.py")) {
      Files.copy(Path.of(file), apps.resolve(Path.of(file).getFileName()));
    }
    Files.writeString(
        apps.resolve("screen.app.json"),
        "{\"identifier\":\"it.screen\",\"command\":[\"cat\"],\"protocol\":\"terminal\"}");
    Files.writeString(
        apps.resolve("busy.app.json"),
        "{\"identifier\":\"it.busy\",\"command\":[\"sleep\",\"300\"]}");
    Files.writeString(apps.resolve("broken.app.json"), "{");
    payara =
        new PayaraProcess(
            "openapi",
            "",
            Map.ofEntries(
                Map.entry("yera.apps.dir", apps.toString()),
                Map.entry("yera.auth", "proxy"),
                Map.entry("yera.auth.proxy.trusted", "127.0.0.0/8"),
                Map.entry("yera.auth.author-groups", "authors"),
                Map.entry("yera.auth.admin-groups", "admins"),
                Map.entry("yera.session.max-viewers", "1"),
                Map.entry("yera.viewers.max", "4"),
                Map.entry("yera.session.input-quota", "8KiB"),
                Map.entry("yera.file.max-bytes", "4KiB"),
                Map.entry("yera.sessions.max-per-owner", "4"),
                Map.entry("yera.sessions.max", "6"),
                Map.entry("yera.worker.pool-size", "0")));
    server = payara.server();
  }

  @AfterAll
  static void stop() throws IOException {
    payara.close();
  }

  private static String[] who(String name, String groups) {
    return new String[] {"X-Forwarded-User", name, "X-Forwarded-Groups", groups};
  }

  private static String[] and(String[] headers, String... more) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /** Sends a request, holds the answer against the description, and notes that it can be had. */
  private static Server.Answer tries(
      int status, String verb, String path, String type, byte[] body, String... headers) {
    HttpRequest.Builder request = server.request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (type != null) {
      request.header("Content-Type", type);
    }
    request.method(
        verb,
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(body));
    Server.Answer answer = server.send(request);
    assertThat(answer.status()).as(verb + " " + path + " " + answer.text()).isEqualTo(status);
    DESCRIPTION.holds(verb, path, answer);
    HAD.add(template(verb, path.split("\\?", 2)[0]) + " " + status);
    return answer;
  }

  private static Server.Answer gets(int status, String path, String... headers) {
    return tries(status, "GET", path, null, null, headers);
  }

  private static Server.Answer deletes(int status, String path, String... headers) {
    return tries(status, "DELETE", path, null, null, headers);
  }

  private static Server.Answer posts(int status, String path, String body, String... headers) {
    return tries(status, "POST", path, JSON, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** The operation that a request is of: the one with the fewest parameters. */
  private static String template(String verb, String path) {
    return DESCRIPTION.operations().keySet().stream()
        .filter(each -> (verb + " " + path).matches(each.replaceAll("\\{[^}]+}", "[^/]+")))
        .min((one, other) -> Long.compare(parameters(one), parameters(other)))
        .orElseThrow();
  }

  private static long parameters(String operation) {
    return operation.chars().filter(each -> each == '{').count();
  }

  private static String session(String app, String... headers) {
    Server.Answer made = posts(201, "/api/sessions", Json.text(Map.of("app_id", app)), headers);
    return made.header("Location");
  }

  private static SseClient begun(String session, String... headers) {
    return server.stream(session.substring("/api/sessions/".length()), headers);
  }

  @Test
  @Order(1)
  void itIsServedAsItIs() {
    Server.Answer answer = gets(200, "/api/openapi", ANN);
    assertThat(answer.header("Content-Type")).isEqualTo("application/yaml");
    assertThat(answer.text()).isEqualTo(ApiDescription.text());
  }

  @Test
  @Order(2)
  void whoIsNotKnownIsRefusedByAll() {
    for (String operation : DESCRIPTION.operations().keySet()) {
      String[] words = operation.split(" ", 2);
      String path = words[1].replaceAll("\\{[^}]+}", UNKNOWN);
      // From another machine: metrics are for all on this one.
      tries(401, words[0], path, null, null, "Via", "1.1 far");
    }
  }

  @Test
  @Order(2)
  void whatIsAnothersIsNotThere() {
    String session = session("it.all-questions", ANN);
    for (String operation : DESCRIPTION.operations().keySet()) {
      if (operation.contains("/sessions/{id}")) {
        String[] words = operation.split(" ", 2);
        String path = words[1].replace("/api/sessions/{id}", session);
        byte[] body = Set.of("POST", "PATCH").contains(words[0]) ? bytes("{}") : null;
        String type = body == null ? null : JSON;
        tries(404, words[0], path.replaceAll("\\{[^}]+}", "x"), type, body, BOB);
      }
    }
    deletes(404, session + "/shares/none", ANN);
    gets(404, session + "/files/none", ANN);
    deletes(204, session, ANN);
    gets(404, "/api/stream?session=" + UNKNOWN, ANN);
    gets(404, "/api/apps/no.such.app", ANN);
    gets(404, "/api/apps/no.such.app/feedback", AUTHOR);
    deletes(404, "/api/owners/nobody", ADMIN);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  @Order(2)
  void whatIsForOthersIsForbidden() {
    gets(403, "/api/apps?broken=true", ANN);
    gets(403, "/api/apps/it.busy/feedback", ANN);
    gets(403, "/api/sessions?owner=*", ANN);
    gets(403, "/api/metrics", and(ANN, "Via", "1.1 far"));
    for (String path :
        List.of("/api/audit", "/api/support", "/api/nodes", "/api/admin", "/api/admin/events")) {
      gets(403, path, ANN);
    }
    posts(403, "/api/nodes/me/drain", "", ANN);
    deletes(403, "/api/owners/nobody", ANN);
    posts(403, "/api/sessions", "{\"app_id\":\"it.busy\"}", and(ANN, "Origin", "https://evil"));

    String session = session("it.all-questions", ANN);
    gets(403, session + "/diagnostics", ANN);
    for (String what : List.of("interactions", "fork", "interrupt", "terminal", "feedback")) {
      posts(403, session + "/" + what, "{}", ADMIN);
    }
    posts(403, session + "/files", "{}", ADMIN);
    posts(403, session + "/shares", "{\"may\":\"view\"}", ADMIN);
    gets(403, session + "/shares", ADMIN);
    deletes(403, session + "/shares/none", ADMIN);
    deletes(204, session, ADMIN);
  }

  @Test
  @Order(2)
  void lists() {
    gets(200, "/api/apps", ANN);
    assertThat(gets(200, "/api/apps?broken=true", AUTHOR).list()).hasSize(1);
    gets(200, "/api/apps/dev.yera.examples.Burst.burst", ANN);
    gets(200, "/api/me", ANN);
    gets(200, "/api/me", ADMIN);
    gets(200, "/api/metrics");
    gets(200, "/api/metrics", "Accept", "application/openmetrics-text");
    assertThat(gets(200, "/api/audit", ADMIN).list()).isNotEmpty();
    gets(200, "/api/support", ADMIN);
    gets(200, "/api/nodes", ADMIN);
    gets(200, "/api/admin", ADMIN);
    gets(400, "/api/admin/events?limit=none", ADMIN);
    try (AdminStream stream = new AdminStream(server, "", ADMIN)) {
      assertThat(stream.status()).isEqualTo(200);
      HAD.add("GET /api/admin/events 200");
    }
    String me = (String) gets(200, "/api/me", ADMIN).json().get("owner");
    gets(200, "/api/sessions?owner=" + me, ADMIN);
    gets(400, "/api/sessions?owner=nobody", ADMIN);
    posts(409, "/api/nodes/me/drain", "", ADMIN);
    gets(400, "/api/audit?limit=none", ADMIN);
    gets(400, "/api/sessions?limit=none", ANN);
    gets(400, "/api/apps/it.busy/feedback?since=never", AUTHOR);
  }

  @Test
  @Order(2)
  void theExamplesOfBodiesAreAccepted() {
    Server.Answer created = example("POST", "/api/sessions", "/api/sessions", JSON, 201);
    deletes(204, created.header("Location"), ANN);

    String session = session("it.all-questions", ANN);
    try (SseClient stream = begun(session, ANN)) {
      stream.awaitEvent(e -> e.type().equals("form") && "awaiting".equals(e.data().get("status")));
      example("POST", "/api/sessions/{id}/interactions", session + "/interactions", JSON, 202);
      example("POST", "/api/sessions/{id}/feedback", session + "/feedback", JSON, 202);
      example("PATCH", "/api/sessions/{id}", session, JSON, 200);
      example("PATCH", "/api/sessions/{id}", session, "application/merge-patch+json", 200);
      Server.Answer forked =
          example("POST", "/api/sessions/{id}/fork", session + "/fork", JSON, 201);
      deletes(204, forked.header("Location"), ANN);
      Server.Answer shared =
          example("POST", "/api/sessions/{id}/shares", session + "/shares", JSON, 201);
      assertThat(gets(200, session + "/shares", ANN).list()).hasSize(1);
      gets(200, "/api/me", "Authorization", "Share " + shared.json().get("token"));
      deletes(204, shared.header("Location"), ANN);
    }
    assertThat(gets(200, session + "/interactions", ANN).list()).hasSize(1);
    assertThat(gets(200, "/api/apps/it.all-questions/feedback", AUTHOR).list()).hasSize(1);
    deletes(204, session, ANN);

    String screen = session("it.screen", ANN);
    try (SseClient stream = begun(screen, ANN)) {
      stream.awaitEvent(e -> e.type().equals("start"));
      await().until(() -> server.send(as(screen, ANN)).json().get("status").equals("running"));
      example("POST", "/api/sessions/{id}/terminal", screen + "/terminal", JSON, 204);
      posts(422, screen + "/terminal", "{\"columns\":0,\"rows\":1}", ANN);
      posts(400, screen + "/terminal", "{", ANN);
    }
    deletes(204, screen, ANN);
    List<String> untold = new ArrayList<>();
    DESCRIPTION
        .operations()
        .keySet()
        .forEach(
            operation ->
                DESCRIPTION
                    .exampleTypes(operation)
                    .forEach(type -> untold.add(operation + " " + type)));
    untold.removeAll(EXAMPLES);
    assertThat(untold).isEmpty();
  }

  private static final Set<String> EXAMPLES = new TreeSet<>();

  private static Server.Answer example(
      String verb, String template, String path, String type, int status) {
    String operation = verb + " " + template;
    String body = DESCRIPTION.example(operation, type);
    DESCRIPTION.takes(verb, path, type, body);
    EXAMPLES.add(operation + " " + type);
    return tries(status, verb, path, type, bytes(body), ANN);
  }

  private static HttpRequest.Builder as(String path, String... headers) {
    return server.request(path).headers(headers).GET();
  }

  @Test
  @Order(2)
  void theLifeOfASession() {
    String session = session("it.all-questions", AUTHOR);
    gets(200, "/api/sessions", AUTHOR);
    gets(200, "/api/sessions?owner=*", ADMIN);
    gets(200, session, AUTHOR);
    gets(200, session, ADMIN);
    for (String what : List.of("interactions", "interrupt", "feedback", "terminal")) {
      posts(409, session + "/" + what, BODIES.get(what), AUTHOR);
    }
    posts(422, session + "/fork", "{\"upto\":\"none\"}", AUTHOR);
    try (SseClient stream = begun(session, AUTHOR)) {
      stream.awaitEvent(e -> e.type().equals("form") && "awaiting".equals(e.data().get("status")));
      gets(429, session + "/stream", AUTHOR);
      gets(429, "/api/stream?session=" + id(session), AUTHOR);
      gets(400, session + "/stream?last_event_id=x", AUTHOR);
      gets(400, "/api/stream", AUTHOR);
      for (String what : List.of("interactions", "fork", "feedback", "shares")) {
        posts(400, session + "/" + what, "{", AUTHOR);
        if (!what.equals("fork")) {
          posts(422, session + "/" + what, "[]", AUTHOR);
        }
      }
      String large = "x".repeat(9000);
      posts(
          429,
          session + "/interactions",
          Json.text(Map.of("blockId", "text", "value", large, "blockType", "text_input")),
          AUTHOR);
      posts(202, session + "/end", "", AUTHOR);
      stream.awaitEnd();
    }
    posts(409, session + "/end", "", AUTHOR);
    gets(200, session, AUTHOR);
    gets(200, session, ANN_ADMIN);
    awaitNoViewers(session);
    Server.Answer whole = gets(200, session + "/stream", AUTHOR);
    assertThat(whole.header("Content-Type")).startsWith("text/event-stream");
    String last = String.valueOf(gets(200, session, AUTHOR).json().get("last_event_id"));
    gets(204, session + "/stream?last_event_id=" + last, AUTHOR);
    awaitNoViewers(session);
    gets(200, "/api/stream?session=" + id(session), AUTHOR);
    gets(204, "/api/stream?session=" + id(session) + ":" + last, AUTHOR);
    gets(200, session + "/diagnostics", AUTHOR);
    for (String format : List.of("json", "markdown", "html")) {
      gets(200, session + "/transcript?format=" + format, AUTHOR);
    }
    gets(400, session + "/transcript?format=pdf", AUTHOR);
    gets(406, session + "/transcript", and(AUTHOR, "Accept", "application/pdf"));
    deletes(204, "/api/owners/me", AUTHOR);
    gets(404, session, AUTHOR);
  }

  /** A place is given back a moment after the client has seen the end. */
  private static void awaitNoViewers(String session) {
    await().until(() -> server.send(as(session, AUTHOR)).json().get("viewers").equals(0L));
  }

  private static final String[] ANN_ADMIN = who("ann", "admins");

  private static final Map<String, String> BODIES =
      Map.of(
          "interactions", "{\"blockId\":\"text\",\"value\":\"\",\"blockType\":\"text_input\"}",
          "interrupt", "",
          "feedback", "{\"blockId\":\"text\",\"rating\":\"up\"}",
          "terminal", "{\"columns\":1,\"rows\":1}");

  private static String id(String session) {
    return session.substring("/api/sessions/".length());
  }

  @Test
  @Order(2)
  void aBusyAppIsInterruptedAndATerminalIsNotForked() {
    String busy = session("it.busy", ANN);
    try (SseClient stream = begun(busy, ANN)) {
      stream.awaitEvent(e -> e.type().equals("start"));
      await().until(() -> server.send(as(busy, ANN)).json().get("status").equals("running"));
      posts(202, busy + "/interrupt", "", ANN);
    }
    deletes(204, busy, ANN);
    String screen = session("it.screen", ANN);
    posts(409, screen + "/fork", "{}", ANN);
    deletes(204, screen, ANN);
  }

  @Test
  @Order(2)
  void bodiesThatAreNotTaken() {
    String session = session("it.all-questions", ANN);
    byte[] large = new byte[1 << 21];
    for (String path : List.of("/api/sessions", session + "/interactions")) {
      tries(413, "POST", path, JSON, large, ANN);
      tries(415, "POST", path, "text/plain", bytes("x"), ANN);
      posts(400, path, "{", ANN);
    }
    posts(422, "/api/sessions", "{\"app_id\":1}", ANN);
    posts(404, "/api/sessions", "{\"app_id\":\"no.such.app\"}", ANN);
    tries(413, "PATCH", session, JSON, large, ANN);
    tries(415, "PATCH", session, "text/plain", bytes("x"), ANN);
    tries(400, "PATCH", session, JSON, bytes("{"), ANN);
    tries(422, "PATCH", session, JSON, bytes("{\"title\":1}"), ANN);
    posts(422, session + "/shares", "{\"may\":\"all\"}", ANN);
    for (int i = 0; i < 50; i++) {
      posts(201, session + "/shares", "{\"may\":\"view\"}", ANN);
    }
    posts(429, session + "/shares", "{\"may\":\"view\"}", ANN);
    deletes(204, session, ANN);
  }

  @Test
  @Order(2)
  void files() {
    String session = session("it.all-questions", ANN);
    String files = session + "/files";
    Server.Answer made = tries(201, "POST", files + "?name=a.txt", ANY, bytes("0123"), ANN);
    String file = made.header("Location");
    String tag = gets(200, file, ANN).header("ETag");
    gets(206, file, and(ANN, "Range", "bytes=1-2"));
    gets(304, file, and(ANN, "If-None-Match", tag));
    gets(416, file, and(ANN, "Range", "bytes=9-"));
    tries(413, "POST", files, ANY, new byte[5000], ANN);
    tries(415, "POST", files, ANY, bytes("x"), and(ANN, "Content-Encoding", "gzip"));
    posts(202, session + "/end", "", ANN);
    await().until(() -> server.send(as(session, ANN)).json().get("ended_at") != null);
    tries(409, "POST", files, ANY, bytes("x"), ANN);
    deletes(204, session, ANN);
  }

  @Test
  @Order(2)
  void aSessionMayBeginWithItsCreation() {
    Server.Answer created =
        posts(
            201,
            "/api/sessions",
            "{\"app_id\":\"it.all-questions\"}",
            and(ANN, "Accept", "text/event-stream"));
    assertThat(created.header("Content-Type")).startsWith("text/event-stream");
    deletes(204, created.header("Location"), ANN);
  }

  @Test
  @Order(2)
  void theLimitsOfSessions() {
    String body = "{\"app_id\":\"it.busy\"}";
    String first = session("it.busy", ANN);
    for (int i = 1; i < 4; i++) {
      session("it.busy", ANN);
    }
    posts(429, "/api/sessions", body, ANN);
    posts(429, first + "/fork", "{}", ANN);
    session("it.busy", BOB);
    session("it.busy", BOB);
    posts(503, "/api/sessions", body, BOB);
    deletes(204, "/api/owners/me", ANN);
    deletes(204, "/api/owners/me", BOB);
  }

  /** The last of them: nobody waits until the places are free again. */
  @Test
  @Order(3)
  void theLimitOfStreams() {
    String session = session("it.all-questions", ANN);
    Server.Answer made = tries(201, "POST", session + "/files", ANY, bytes("0123"), ANN);
    List<SseClient> streams = new ArrayList<>();
    for (String each :
        List.of(
            session, session("it.busy", ANN), session("it.busy", ANN), session("it.busy", ANN))) {
      await()
          .until(
              () -> {
                streams.add(begun(each, ANN));
                return streams.get(streams.size() - 1).status() == 200;
              });
    }
    gets(429, made.header("Location"), ANN);
    gets(429, "/api/admin/events", ADMIN);
    streams.forEach(SseClient::close);
    deletes(204, "/api/owners/me", ANN);
  }

  @Test
  @Order(4)
  void eachAnswerThatIsDescribedWasHad() {
    Set<String> never = new TreeSet<>(DESCRIPTION.answers());
    never.removeAll(HAD);
    assertThat(never).isEqualTo(OF_MANY_NODES);
    Set<String> more = new TreeSet<>(HAD);
    more.removeAll(DESCRIPTION.answers());
    assertThat(more).isEmpty();
  }
}
