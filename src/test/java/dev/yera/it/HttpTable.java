package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The table of contract section 1, row by row, of any server; of several it does not matter which
 * (section 9).
 */
interface HttpTable {
  String UNKNOWN = "/api/sessions/00000000-0000-4000-8000-000000000000";

  /** Where requests go. */
  Server server();

  /** Where it listens. */
  int port();

  @Test
  default void appsAreListedWithTheirMetadata() {
    List<Map<String, Object>> apps = server().get("/api/apps").list();
    assertThat(apps)
        .extracting(app -> app.get("identifier"))
        .contains("dev.yera.examples.Echo.echo", "tools.greeter", "tools.guess", "it.params");
    Map<String, Object> burst = server().get("/api/apps/dev.yera.examples.Burst.burst").json();
    assertThat(burst)
        .containsEntry("module", "dev.yera.examples.Burst")
        .containsEntry("return_type", "NoneType")
        .containsEntry("app_kind", "java")
        .containsKeys("name", "description", "docs");
    assertThat(burst.get("params").toString())
        .contains("name=n", "type=int", "kind=POSITIONAL_OR_KEYWORD", "has_default=true");
  }

  @Test
  default void anUnknownAppIs404() {
    problem(server().get("/api/apps/no.such.app"), 404, "unknown-app");
    Server.Answer created = server().post("/api/sessions", Map.of("app_id", "no.such.app"));
    problem(created, 404, "unknown-app");
    assertThat(created.json()).containsEntry("app_id", "no.such.app");
  }

  @Test
  default void aSessionIsCreatedListedLookedAtAndDeleted() {
    Server.Answer created = server().post("/api/sessions", Map.of("app_id", "it.asks"));
    assertThat(created.status()).isEqualTo(201);
    String id = (String) created.json().get("session_id");
    assertThat(created.json())
        .containsEntry("app_id", "it.asks")
        .containsEntry("status", "created");
    assertThat(created.header("Location")).isEqualTo("/api/sessions/" + id);

    assertThat(server().get("/api/sessions").list())
        .first()
        .satisfies(newest -> assertThat(newest).containsEntry("session_id", id));
    assertThat(server().state(id))
        .containsEntry("status", "created")
        .containsEntry("app_name", "asks")
        .containsEntry("last_event_id", 0L)
        .containsEntry("viewers", 0L)
        .containsEntry("started_at", null)
        .containsEntry("exit", null)
        .containsEntry("awaiting", List.of());

    assertThat(server().delete("/api/sessions/" + id).status()).isEqualTo(204);
    problem(server().get("/api/sessions/" + id), 404, "unknown-session");
    problem(server().delete("/api/sessions/" + id), 404, "unknown-session");
  }

  @Test
  default void aSessionThatIsEndedIsKeptUntilItIsDeleted() {
    String id = server().create("it.asks");
    String session = "/api/sessions/" + id;
    try (SseClient stream = server().stream(id)) {
      stream.awaitQuestion("text_input", 1);
      Server.Answer ended = server().post(session + "/end", "", "application/json");
      assertThat(ended.status()).as(ended.text()).isEqualTo(202);
      assertThat(ended.json()).isEqualTo(Map.of("status", "accepted", "session_id", id));
      stream.awaitEnd();
      assertThat(stream.awaitExit())
          .containsEntry("exit_code", 143L)
          .containsEntry("reason", "Ended by the user.");
      assertThat(stream.awaitExit().get("error").toString())
          .contains("error_type=EndedByUser", "message=Ended by the user.");
    }
    assertThat(server().state(id)).containsEntry("status", "stopped");
    assertThat(stopped()).contains(id);
    assertThat(server().get(session + "/transcript?format=markdown").text())
        .contains("- Status: stopped", "Ended by the user.");
    problem(server().post(session + "/end", Map.of()), 409, "ended");

    assertThat(server().delete(session).status()).isEqualTo(204);
    problem(server().post(session + "/end", Map.of()), 404, "unknown-session");
    assertThat(stopped()).doesNotContain(id);
  }

  private List<Object> stopped() {
    return server().get("/api/sessions?status=stopped").list().stream()
        .map(each -> each.get("session_id"))
        .toList();
  }

  @Test
  default void aSessionThatNobodyViewedIsEndedWithoutAProcessAndKeptAlike() {
    String id = server().create("it.asks");
    assertThat(server().post("/api/sessions/" + id + "/end", Map.of()).status()).isEqualTo(202);
    await().until(() -> server().state(id).get("status").equals("stopped"));
    try (SseClient stream = server().stream(id)) {
      stream.awaitEnd();
      assertThat(stream.events())
          .extracting(SseClient.Event::type)
          .containsExactly("start", "exit");
      assertThat(stream.awaitExit()).containsEntry("exit_code", 127L);
    }
    assertThat(server().delete("/api/sessions/" + id).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/stream", "/interactions", "/diagnostics"})
  default void anUnknownSessionIs404OnEveryVerb(String what) {
    problem(server().get(UNKNOWN + what), 404, "unknown-session");
    problem(server().get("/api/sessions/1-1-1-1-1" + what), 404, "unknown-session");
  }

  @Test
  default void anUnknownSessionCannotBeAnswered() {
    problem(
        server()
            .post(UNKNOWN + "/interactions", Map.of("blockId", "b", "value", 1, "blockType", "x")),
        404,
        "unknown-session");
  }

  @Test
  default void argumentsAreBoundAndDefaultsFilledIn() {
    SseClient stream = server().run("it.params", Map.of("s", "text", "i", "5", "b", "true"));
    Map<String, Object> got = stream.awaitEvent(e -> e.type().equals("kwargs")).data();
    assertThat(got).containsEntry("args", List.of());
    assertThat(got.get("kwargs"))
        .isEqualTo(
            Map.of(
                "s",
                "text",
                "i",
                5L,
                "f",
                0.5,
                "b",
                true,
                "d",
                "2026-11-22",
                "e",
                "x",
                "l",
                List.of()));
  }

  @Test
  default void argumentsThatDoNotFitAre422AndNameTheParameter() {
    badArgument(Map.of("app_id", "it.params"), "s");
    badArgument(Map.of("app_id", "it.params", "args", List.of("a", 5.5)), "i");
    badArgument(Map.of("app_id", "it.params", "kwargs", Map.of("s", "a", "e", "z")), "e");
    badArgument(Map.of("app_id", "it.params", "kwargs", Map.of("s", "a", "zz", 1)), "zz");
    badArgument(
        Map.of("app_id", "it.params", "args", List.of("a"), "kwargs", Map.of("s", "b")), "s");
    badArgument(Map.of("app_id", "it.params", "args", "a"), "args");
    badArgument(Map.of("app_id", 1), "app_id");
    badArgument(List.of(), "app_id");
  }

  private void badArgument(Object body, String parameter) {
    Server.Answer answer = server().post("/api/sessions", body);
    problem(answer, 422, "bad-arguments");
    assertThat(answer.json()).containsEntry("parameter", parameter);
    assertThat(reason(answer)).containsOnlyKeys("key", "values");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> reason(Server.Answer answer) {
    return (Map<String, Object>) answer.json().get("reason");
  }

  @Test
  default void answersAreAcceptedOrRefusedWithTheirReason() {
    String id = server().create("it.all-questions");
    problem(server().answer(id, "text", "text_input", "x"), 409, "not-started");
    try (SseClient stream = server().stream(id)) {
      stream.awaitEvent(e -> e.type().equals("form") && "awaiting".equals(e.data().get("status")));
      assertThat(server().state(id))
          .containsEntry("awaiting", List.of("text", "buttons", "slider", "date", "form"));
      problem(server().answer(id, "none", "text_input", "x"), 409, "not-waiting");
      problem(server().answer(id, "field1", "text_input", "x"), 409, "not-waiting");
      problem(server().answer(id, "text", "buttons", "x"), 422, "bad-interaction");
      problem(server().answer(id, "text", "text_input", 5), 422, "bad-interaction");
      problem(server().answer(id, "buttons", "buttons", "c"), 422, "bad-interaction");
      problem(server().answer(id, "slider", "slider", 10), 422, "bad-interaction");
      Server.Answer text = server().answer(id, "slider", "slider", "5");
      problem(text, 422, "bad-interaction");
      assertThat(reason(text)).containsEntry("key", "answer-is");
      problem(server().answer(id, "date", "date_picker", "22.11.2026"), 422, "bad-interaction");
      problem(server().answer(id, "form", "form", Map.of("field1", "x")), 422, "bad-interaction");
      problem(
          server().post("/api/sessions/" + id + "/interactions", Map.of("blockId", "text")),
          422,
          "bad-interaction");

      Server.Answer accepted = server().answer(id, "text", "text_input", "héllo");
      assertThat(accepted.status()).isEqualTo(202);
      assertThat(accepted.json())
          .isEqualTo(Map.of("status", "accepted", "session_id", id, "block_id", "text"));
      problem(server().answer(id, "text", "text_input", "again"), 409, "not-waiting");
      assertThat(server().answer(id, "buttons", "buttons", "b").status()).isEqualTo(202);
      assertThat(server().answer(id, "slider", "slider", 1.5).status()).isEqualTo(202);
      assertThat(server().answer(id, "date", "date_picker", "2026-01-31").status()).isEqualTo(202);
      Map<String, Object> fields = Map.of("field1", "x", "field2", 0.5);
      assertThat(server().answer(id, "form", "form", fields).status()).isEqualTo(202);

      assertThat(stream.awaitEvent(e -> e.block().equals("got-form")).data())
          .containsEntry("value", fields)
          .containsEntry("type", "form");
      stream.awaitEnd();
      SseClient.Event answer = stream.awaitEvent(e -> e.type().equals("answer"));
      assertThat(answer.block()).isEqualTo("text");
      assertThat(answer.json()).containsEntry("chunk_id", 1L);
      assertThat(answer.data()).isEqualTo(Map.of("block_type", "text_input", "value", "héllo"));
    }
    problem(server().answer(id, "text", "text_input", "x"), 409, "ended");
    List<Map<String, Object>> accepted =
        server().get("/api/sessions/" + id + "/interactions").list();
    assertThat(accepted).hasSize(5);
    assertThat(accepted.get(0))
        .containsEntry("blockId", "text")
        .containsEntry("value", "héllo")
        .containsEntry("blockType", "text_input")
        .containsKey("accepted_at");
  }

  @Test
  default void aBodyThatCannotBeReadIsRefusedByItsReason() {
    problem(server().post("/api/sessions", "{\"app_id\":", "application/json"), 400, "malformed");
    problem(
        server().post("/api/sessions", "[".repeat(9000) + "]".repeat(9000), "application/json"),
        400,
        "malformed");
    tooLarge(server().post("/api/sessions", "x".repeat(1 << 21), "application/json"));
    assertThat(server().post("/api/sessions", "a=b", "application/x-www-form-urlencoded").status())
        .isEqualTo(415);
    HttpRequest.BodyPublisher chunked =
        HttpRequest.BodyPublishers.ofByteArrays(Collections.nCopies(300, new byte[8192]));
    tooLarge(
        server()
            .send(
                server()
                    .request("/api/sessions")
                    .header("Content-Type", "application/json")
                    .POST(chunked)));
    String id = server().create("it.asks");
    tooLarge(
        server()
            .post(
                "/api/sessions/" + id + "/interactions", "x".repeat(1 << 21), "application/json"));
    server().delete("/api/sessions/" + id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage",
        "application/",
        "a/b; c",
        "",
        "application/json;q=%",
        "application/json; q=2.5",
        "a/b;qs=x"
      })
  default void aContentTypeThatIsNoneIs415(String type) {
    String id = server().create("it.asks");
    for (String path : List.of("/api/sessions", "/api/sessions/" + id + "/interactions")) {
      Server.Answer answer = server().post(path, "{\"app_id\":\"it.asks\"}", type);
      assertThat(answer.status()).as(answer.text()).isEqualTo(415);
      assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
      assertThat(answer.json()).containsEntry("status", 415L).containsKeys("title", "detail");
    }
    server().delete("/api/sessions/" + id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*;q=%", "application/json;q=2.5", "garbage", ";", "a/b;q"})
  default void anAcceptThatIsNoneIsNoFaultOfTheServer(String accept) {
    Server.Answer answer =
        server().send(server().request("/api/apps").header("Accept", accept).GET());
    assertThat(answer.status()).as(answer.text()).isIn(200, 400, 406);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*;q=%", "application/json;q=2.5", "a/b;q", "a/b, text/html ; Q=x"})
  default void aQualityThatIsNoneIsAProblem(String accept) {
    Server.Answer answer =
        server().send(server().request("/api/apps").header("Accept", accept).GET());
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().get("detail").toString()).contains("Accept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "deflate, gzip", "x-Unheard-Of"})
  default void anEncodedBodyIs415AndNamesTheEncoding(String encoding) {
    String id = server().create("it.asks");
    for (String path : List.of("/api/sessions", "/api/sessions/" + id + "/interactions")) {
      Server.Answer answer =
          server()
              .send(
                  server()
                      .request(path)
                      .header("Content-Type", "application/json")
                      .header("Content-Encoding", encoding)
                      .POST(HttpRequest.BodyPublishers.ofString("{\"app_id\":\"it.asks\"}")));
      assertThat(answer.status()).isEqualTo(415);
      assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
      assertThat(answer.json().get("detail").toString()).contains(encoding);
      assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");
    }
    server().delete("/api/sessions/" + id);
  }

  @Test
  default void aBodyThatIsSaidToBeAsItIsIsTaken() {
    Server.Answer answer =
        server()
            .send(
                server()
                    .request("/api/sessions")
                    .header("Content-Type", "application/json")
                    .header("Content-Encoding", "identity")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"app_id\":\"it.asks\"}")));
    assertThat(answer.status()).isEqualTo(201);
    server().delete(answer.header("Location"));
  }

  private static void tooLarge(Server.Answer answer) {
    problem(answer, 413, "too-large");
    assertThat(answer.json())
        .containsEntry("limit", "yera.request.max-bytes")
        .containsEntry("limit_value", 1048576L);
  }

  /** Who sends on hears it as well: a server that closed at once would reset what it had said. */
  @ParameterizedTest
  @ValueSource(strings = {"/api/sessions", UNKNOWN + "/files?name=a"})
  default void aRefusalReachesWhoIsStillSending(String path) throws IOException {
    byte[] piece = new byte[8192];
    int pieces = 600;
    for (int i = 0; i < 10; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
        socket.setSoTimeout(60_000);
        OutputStream out = socket.getOutputStream();
        out.write(
            """
            POST %s HTTP/1.1
            Host: 127.0.0.1:%d
            Content-Type: application/json
            Content-Length: %d

            """
                .replace("\n", "\r\n")
                .formatted(path, port(), pieces * piece.length)
                .getBytes(StandardCharsets.ISO_8859_1));
        for (int sent = 0; sent < pieces; sent++) {
          out.write(piece);
        }
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        assertThat(in.readLine()).startsWith("HTTP/1.1 4");
      }
    }
  }

  /** What was sent is told back, but not all of it. */
  @Test
  default void aRefusalIsShortWhateverWasSent() throws IOException {
    String huge = "a.".repeat(440_000);
    Server.Answer unknown = server().post("/api/sessions", Map.of("app_id", huge));
    problem(unknown, 404, "unknown-app");
    assertThat((String) unknown.json().get("app_id")).hasSize(200).startsWith("a.a.");
    isShort(unknown);

    Server.Answer name =
        server().post("/api/sessions", Map.of("app_id", "it.params", "kwargs", Map.of(huge, 1)));
    problem(name, 422, "bad-arguments");
    isShort(name);
    Server.Answer value =
        server().post("/api/sessions", Map.of("app_id", "it.params", "args", List.of("a", huge)));
    problem(value, 422, "bad-arguments");
    isShort(value);
    isShort(server().post("/api/sessions", "nul" + huge, "application/json"));
    isShort(server().post("/api/sessions", "{\"" + huge, "application/json"));
    isShort(server().post("/api/sessions", "{}", "application/" + "j".repeat(4_000)));

    String id = server().create("it.asks");
    isShort(server().get("/api/sessions/" + "a.".repeat(2_000)));
    isShort(server().get("/api/apps/" + "a.".repeat(2_000)));
    isShort(server().get("/api/sessions/" + id + "/stream?last_event_id=" + "1".repeat(4_000)));
    try (SseClient stream = server().stream(id)) {
      SseClient.Event question = stream.awaitQuestion("text_input", 1);
      isShort(server().answer(id, huge, "text_input", "x"));
      isShort(server().answer(id, question.block(), huge, "x"));
      isShort(server().answer(id, question.block(), "text_input", List.of(huge)));
      server().delete("/api/sessions/" + id);
    }
    RawAnswer origin =
        RawAnswer.to(port(), "POST", "/api/sessions", "Origin: https://" + "e".repeat(4_000));
    assertThat(origin.status()).isEqualTo(403);
    assertThat(origin.body()).hasSizeLessThan(700);
    RawAnswer host = RawAnswer.to(port(), "GET", "/api/apps", "Host: " + "e".repeat(4_000));
    assertThat(host.status()).isEqualTo(403);
    assertThat(host.body()).hasSizeLessThan(700);
  }

  private static void isShort(Server.Answer answer) {
    assertThat(answer.status()).isBetween(400, 499);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.text()).hasSizeLessThan(700);
    answer.json().values().stream()
        .filter(String.class::isInstance)
        .forEach(value -> assertThat((String) value).hasSizeLessThan(400));
  }

  @Test
  default void headOnAStreamIs405AndStartsNothing() {
    String id = server().create("it.asks");
    for (String path :
        List.of(
            "/api/sessions/" + id + "/stream",
            "/api/sessions/" + id + "/stream;x=y",
            "/api/sessions;x/" + id + ";y/stream",
            "/api/stream;x?session=" + id)) {
      assertThat(
              server()
                  .send(server().request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()))
                  .status())
          .as(path)
          .isEqualTo(405);
    }
    assertThat(server().state(id)).containsEntry("status", "created");
  }

  @Test
  default void whatChangesSomethingIsRefusedToForeignPages() {
    Server.Answer answer =
        server()
            .send(
                server()
                    .request("/api/sessions")
                    .header("Content-Type", "application/json")
                    .header("Origin", "https://evil.example")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"app_id\":\"it.asks\"}")));
    problem(answer, 403, "forbidden-origin");
  }

  @Test
  default void everyProblemHasItsPage() {
    for (String slug :
        List.of(
            "unknown-app",
            "unknown-session",
            "bad-arguments",
            "bad-interaction",
            "not-started",
            "not-waiting",
            "ended",
            "input-full",
            "input-quota",
            "too-many-sessions",
            "too-many-viewers",
            "too-large",
            "too-slow",
            "store-unavailable",
            "malformed",
            "bad-event-id",
            "idempotency-conflict",
            "stopping",
            "forbidden-origin",
            "login-required",
            "anonymous-refused",
            "node-unreachable")) {
      Server.Answer page = server().get("/problems/" + slug);
      assertThat(page.status()).as(slug).isEqualTo(200);
      assertThat(page.text()).contains(slug);
    }
    assertThat(server().get("/problems/none").status()).isEqualTo(404);
  }

  @Test
  default void thePageAndReadinessAreThere() {
    assertThat(server().get("/").text()).contains("Yera Sessions");
    assertThat(server().get("/health/ready").text().replaceAll("[ \"]", ""))
        .contains("yera-sessions", "UP", "clock_failures", "starts_waiting", "terminals:true");
  }

  static void problem(Server.Answer answer, int status, String slug) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json())
        .containsEntry("type", "/problems/" + slug)
        .containsEntry("status", (long) status)
        .containsKeys("title", "detail");
    assertThat(answer.text()).doesNotContain("\tat ").doesNotContain("dev.yera.");
  }
}
