package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import dev.yera.event.json.Json;
import dev.yera.event.json.Timestamps;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is kept of sessions, over HTTP (contract, section 8): lists page by page, names and pins,
 * transcripts, erasure; with a store that outlives the server.
 */
@OwnServer
@Thorough
class HistoryIT {
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
  private static final String SETTINGS =
      "yera.apps.dir=src/test/apps\nyera.worker.pool-size=0\nyera.sessions.max-per-visitor=100\n";
  private static final Map<String, String> CONTEXTS = new LinkedHashMap<>();

  private static PayaraProcess payara;
  private static Path aloneFolder;

  /** Where everybody is one person, and an admin. */
  private static Server server;

  private static RawHttp http;

  @BeforeAll
  static void start() throws IOException {
    aloneFolder = folder();
    CONTEXTS.put("/alone", SETTINGS + store(aloneFolder));
    CONTEXTS.put(
        "/",
        SETTINGS
            + store(folder())
            + ("yera.store.key-file=" + keyFile() + "\n")
            + "yera.auth=proxy\nyera.auth.proxy.trusted=127.0.0.0/8\n"
            + "yera.auth.author-groups=authors\nyera.auth.admin-groups=admins\n");
    boot();
  }

  private static Path folder() {
    return Path.of("target", "it-servers", "history-" + UUID.randomUUID()).toAbsolutePath();
  }

  private static String store(Path folder) {
    return "yera.store=files\nyera.store.dir=" + folder + "\n";
  }

  private static Path keyFile() throws IOException {
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    Path folder = Files.createDirectories(Path.of("target", "it-servers"));
    return Files.writeString(folder.resolve("history.key"), key).toAbsolutePath();
  }

  private static void boot() throws IOException {
    payara = PayaraProcess.with("history", CONTEXTS, InetAddress.getLoopbackAddress());
    server = new Server(payara.port(), "/alone");
    http = new RawHttp(payara.port());
  }

  @AfterAll
  static void stop() throws IOException {
    payara.close();
  }

  private static void problem(Server.Answer answer, int status, String slug) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.json()).containsEntry("type", "/alone/problems/" + slug);
  }

  // ---- Lists

  /** A list from its query on, page after page. */
  private static List<List<String>> pages(String query, Runnable between) {
    List<List<String>> pages = new ArrayList<>();
    String path = "/api/sessions?" + query;
    while (path != null) {
      Server.Answer answer = server.get(path);
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      pages.add(ids(answer));
      String link = answer.header("Link");
      path = null;
      if (link != null) {
        Matcher next = NEXT.matcher(link);
        assertThat(next.matches()).as(link).isTrue();
        assertThat(next.group(1)).startsWith("/alone/api/sessions?");
        path = next.group(1).substring("/alone".length());
        between.run();
      }
    }
    return pages;
  }

  private static List<String> ids(Server.Answer answer) {
    return answer.list().stream().map(each -> (String) each.get("session_id")).toList();
  }

  private static List<String> listed(String query) {
    return ids(server.get("/api/sessions?" + query));
  }

  private static String now() {
    return "since=" + Timestamps.format(Instant.now());
  }

  @Test
  void aListIsReadPageByPageWhileOthersAreAdded() {
    String since = now();
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(0, server.create("it.asks"));
    }
    List<List<String>> pages =
        pages(since + "&limit=2&app_id=it.asks", () -> server.create("it.asks"));
    assertThat(pages).containsExactly(made.subList(0, 2), made.subList(2, 4), made.subList(4, 5));
  }

  @Test
  void aPageHasFiftyUnlessItIsAskedForOthers() {
    String since = now();
    List<String> made = new ArrayList<>();
    try {
      for (int i = 0; i < 51; i++) {
        made.add(server.create("it.asks"));
      }
      assertThat(listed(since)).hasSize(50);
      assertThat(listed(since + "&limit=200")).hasSize(51);
    } finally {
      made.forEach(id -> server.delete("/api/sessions/" + id));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"limit=0", "limit=201", "limit=x", "cursor=x", "since=x", "until=x", "status=x"})
  void whatCannotBeInAQueryIsRefusedByItsName(String parameter) {
    String name = parameter.substring(0, parameter.indexOf('='));
    Server.Answer answer = server.get("/api/sessions?" + parameter);
    problem(answer, 400, "malformed");
    assertThat(answer.json()).containsEntry("parameter", name);
    assertThat((String) answer.json().get("detail"))
        .startsWith(name + " is \"" + parameter.substring(name.length() + 1) + "\"");
  }

  @Test
  void aListIsNarrowedByAppTimeAndStatus() {
    String since = now();
    String created = server.create("it.asks");
    String exited = run("it.returns");
    String until = "until=" + server.state(exited).get("created_at");
    String failed = run("it.exits");
    assertThat(listed(since)).containsExactly(failed, exited, created);
    assertThat(listed(since + "&" + until)).containsExactly(created);
    assertThat(listed(since + "&app_id=it.returns")).containsExactly(exited);
    assertThat(listed(since + "&app_id=it")).isEmpty();
    assertThat(listed(since + "&status=created")).containsExactly(created);
    assertThat(listed(since + "&status=exited")).containsExactly(exited);
    assertThat(listed(since + "&status=failed")).containsExactly(failed);
    assertThat(listed(since + "&status=running")).isEmpty();
  }

  private static String run(String app) {
    String id = server.create(app);
    try (SseClient stream = server.stream(id)) {
      stream.awaitEnd();
    }
    return id;
  }

  @Test
  void theStatusIsTheOneOfNow() {
    String since = now();
    String id = server.create("it.ignores");
    try (SseClient stream = server.stream(id)) {
      stream.awaitEvent(each -> each.type().equals("markdown"));
      assertThat(listed(since + "&status=running")).containsExactly(id);
      assertThat(listed(since + "&status=stopping")).isEmpty();
      CompletableFuture<Server.Answer> end =
          CompletableFuture.supplyAsync(() -> server.delete("/api/sessions/" + id));
      await()
          .untilAsserted(
              () -> assertThat(listed(since + "&status=stopping&limit=1")).containsExactly(id));
      assertThat(listed(since + "&status=running")).isEmpty();
      assertThat(end.join().status()).isEqualTo(204);
      assertThat(listed(since)).isEmpty();
    }
  }

  @Test
  void sessionsAreFoundByWhatWasSaidAndAnswered() {
    String since = now();
    String asked = server.create("it.asks");
    try (SseClient stream = server.stream(asked)) {
      String question = stream.awaitQuestion("text_input", 1).block();
      server.answer(asked, question, "text_input", "Ein Straßenköter 犬");
      stream.awaitEnd();
    }
    String other = run("it.returns");
    assertThat(listed(since + "&q=" + encoded("straßenköter thanks"))).containsExactly(asked);
    assertThat(listed(since + "&q=" + encoded("犬"))).containsExactly(asked);
    assertThat(listed(since + "&q=done")).containsExactly(other);
    assertThat(listed(since + "&q=" + encoded("done thanks"))).isEmpty();
    assertThat(listed(since + "&q=")).hasSize(2);
    assertThat(pages(since + "&limit=1&q=" + encoded("n"), () -> {})).hasSize(2);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  // ---- Names and pins

  @Test
  void aSessionIsNamedAndPinned() {
    String id = server.create("it.asks");
    String path = "/api/sessions/" + id;
    assertThat(server.state(id)).containsEntry("title", null).containsEntry("pinned", false);
    String title = "  My \"first\" \ud83d\ude00 \u05d0\0 ";
    Server.Answer named = server.patch(path, Map.of("title", title));
    assertThat(named.status()).isEqualTo(200);
    assertThat(named.json()).containsEntry("title", title).containsEntry("pinned", false);
    assertThat(server.patch(path, Map.of("pinned", true)).json())
        .containsEntry("title", title)
        .containsEntry("pinned", true)
        .isEqualTo(server.state(id));
    assertThat(server.patch(path, "{\"title\":null}", "application/merge-patch+json").json())
        .containsEntry("title", null)
        .containsEntry("pinned", true);
    assertThat(server.patch(path, Map.of("title", "\ud83d\ude00".repeat(200))).status())
        .isEqualTo(200);
    assertThat(server.patch(path, Map.of()).json()).isEqualTo(server.state(id));
  }

  @Test
  void whatIsNoNameOrPinIsRefusedAndNothingIsChanged() {
    String id = server.create("it.asks");
    String path = "/api/sessions/" + id;
    Map<String, Object> before = server.state(id);
    for (String name : List.of("title", "pinned", "status")) {
      Server.Answer answer = server.patch(path, Map.of(name, List.of()));
      problem(answer, 422, "bad-arguments");
      assertThat(answer.json()).containsEntry("parameter", name);
    }
    problem(server.patch(path, Map.of("title", "x".repeat(201))), 422, "bad-arguments");
    problem(server.patch(path, "{\"pinned\":null}", "application/json"), 422, "bad-arguments");
    problem(
        server.patch(path, "{\"title\":\"a\",\"pinned\":1}", "application/json"),
        422,
        "bad-arguments");
    problem(server.patch(path, List.of()), 422, "bad-arguments");
    problem(server.patch(path, "{", "application/json"), 400, "malformed");
    assertThat(server.patch(path, "{}", "text/plain").status()).isEqualTo(415);
    assertThat(server.state(id)).isEqualTo(before);
  }

  // ---- Transcripts

  private static Server.Answer transcript(String id, String accept) {
    return server.send(
        server.request("/api/sessions/" + id + "/transcript").header("Accept", accept).GET());
  }

  @Test
  void aTranscriptComesInTheFormThatIsAskedFor() {
    String id = run("it.returns");
    server.patch("/api/sessions/" + id, Map.of("title", "A <talk>"));
    Server.Answer json = transcript(id, "application/json");
    assertThat(json.header("Content-Type")).isEqualTo("application/json");
    assertThat(json.header("Vary")).contains("Accept");
    assertThat(json.json()).containsEntry("title", "A <talk>").containsEntry("session_id", id);
    assertThat(json.json().get("blocks").toString()).contains("content=done");
    assertThat(json.json().get("exit")).isEqualTo(server.state(id).get("exit"));

    Server.Answer markdown = transcript(id, "text/html;q=0.5, text/markdown, */*;q=0.1");
    assertThat(markdown.header("Content-Type")).isEqualTo("text/markdown;charset=UTF-8");
    assertThat(markdown.text()).startsWith("# A \\<talk\\>\n").contains("\ndone\n");

    Server.Answer html =
        transcript(id, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
    assertThat(html.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
    assertThat(html.text()).startsWith("<!doctype html>").contains("A &lt;talk&gt;");
    assertThat(html.response().headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .startsWith("default-src 'none'; style-src 'sha256-")
        .doesNotContain("script-src");

    assertThat(transcript(id, "*/*").header("Content-Type")).isEqualTo("application/json");
    assertThat(transcript(id, "image/png").status()).isEqualTo(406);
    String named = "/api/sessions/" + id + "/transcript?format=";
    assertThat(server.get(named + "markdown").text()).isEqualTo(markdown.text());
    assertThat(server.get(named + "html").text()).isEqualTo(html.text());
    assertThat(server.get(named + "json").text()).isEqualTo(json.text());
    problem(server.get(named + "pdf"), 400, "malformed");
  }

  @Test
  void aTranscriptSpeaksTheReadersLanguageWhereThereAreTextsInIt() {
    String id = run("it.returns");
    String path = "/api/sessions/" + id + "/transcript?format=";
    String accept = "x-klingon, de-AT;q=0.9, en;q=0.8";
    Server.Answer german =
        server.send(server.request(path + "markdown").header("Accept-Language", accept).GET());
    assertThat(german.header("Content-Language")).isEqualTo("de");
    assertThat(german.header("Vary")).contains("Accept-Language");
    assertThat(german.text())
        .contains("- Sitzung: `" + id + "`", "\ndone\n", "Die App ist am Ende angekommen.");
    Server.Answer program = server.get(path + "markdown");
    assertThat(program.header("Content-Language")).isEqualTo("en");
    assertThat(program.text()).contains("- Session: `" + id + "`");
    assertThat(
            server
                .send(server.request(path + "json").header("Accept-Language", accept).GET())
                .text())
        .as("names of the protocol have no language")
        .isEqualTo(server.get(path + "json").text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../x", "de;q=abc", "de-AT, ../x;q=0.9", ";", "de;q=0", "*"})
  void aTranscriptForWhoSaysNoLanguageThatIsUnderstoodIsInEnglish(String accept) {
    String path = "/api/sessions/" + run("it.returns") + "/transcript?format=html";
    Server.Answer html = server.send(server.request(path).header("Accept-Language", accept).GET());
    assertThat(html.status()).isEqualTo(200);
    assertThat(html.header("Content-Language")).isEqualTo("en");
  }

  @Test
  void aTranscriptStartsNothingAndFollowsWhatIsSaid() {
    String id = server.create("it.asks");
    assertThat(transcript(id, "application/json").json())
        .containsEntry("blocks", List.of())
        .containsEntry("exit", null);
    assertThat(server.state(id)).containsEntry("status", "created");
    try (SseClient stream = server.stream(id)) {
      String question = stream.awaitQuestion("text_input", 1).block();
      assertThat(transcript(id, "text/markdown").text()).contains("not answered");
      server.answer(id, question, "text_input", "Ann");
      stream.awaitEnd();
      assertThat(transcript(id, "text/markdown").text()).contains("> Ann\n", "thanks");
    }
  }

  // ---- Whose

  private static final List<String> ANN = List.of("Host: localhost", "X-Forwarded-User: ann");
  private static final List<String> BOB = List.of("Host: localhost", "X-Forwarded-User: bob");
  private static final List<String> JOE =
      List.of("Host: localhost", "X-Forwarded-User: joe", "X-Forwarded-Groups: admins");

  private static RawHttp.Answer get(String path, List<String> who) {
    return http.send("GET", path, who, "");
  }

  private static String create(String app, List<String> who) {
    List<String> headers = new ArrayList<>(who);
    headers.add("Content-Type: application/json");
    return (String)
        http.send("POST", "/api/sessions", headers, Json.text(Map.of("app_id", app)))
            .json()
            .get("session_id");
  }

  private static String run(String app, List<String> who) {
    String id = create(app, who);
    view(id, who).awaitEnd();
    return id;
  }

  private static SseClient view(String id, List<String> who) {
    return payara.server().stream(id, "X-Forwarded-User", who.get(1).split(": ", 2)[1]);
  }

  @Test
  void whatIsSealedIsNotSearched() {
    RawHttp.Answer refused = get("/api/sessions?q=words", ANN);
    assertThat(refused.status()).as(refused.body()).isEqualTo(400);
    assertThat(refused.body()).contains("yera.store.key-file");
    assertThat(get("/api/sessions?q=", ANN).status()).isEqualTo(200);
  }

  @Test
  void whoIsNoAuthorReadsTheEndAsOthersSeeIt() {
    String id = run("it.exits", ANN);
    String path = "/api/sessions/" + id + "/transcript?format=";
    for (String format : List.of("json", "markdown", "html")) {
      assertThat(get(path + format, ANN).body())
          .as(format)
          .contains("ProcessExited")
          .doesNotContain("last words");
      assertThat(get(path + format, JOE).body()).as(format).contains("last words");
      assertThat(get(path + format, BOB).status()).isEqualTo(404);
    }
  }

  @Test
  void ownersAreForAdminsToSee() {
    String id = create("it.asks", ANN);
    assertThat(get("/api/sessions/" + id, ANN).json()).doesNotContainKeys("owner", "owner_name");
    assertThat(get("/api/sessions/" + id, JOE).json()).containsEntry("owner_name", "proxy ann");
    assertThat(get("/api/sessions?owner=*", JOE).list())
        .allSatisfy(each -> assertThat(each).containsKeys("owner", "owner_name"));
  }

  @Test
  void allOfOnePersonIsErasedAndNothingOfOthers() throws IOException {
    String ended = run("it.returns", ANN);
    String created = create("it.asks", ANN);
    String running = create("it.asks", ANN);
    String of = create("it.asks", BOB);
    patch(ended, "{\"pinned\":true}", ANN);
    try (SseClient stream = view(running, ANN)) {
      stream.awaitQuestion("text_input", 1);
      String owner = (String) get("/api/sessions/" + ended, JOE).json().get("owner");
      assertThat(erase(owner, BOB)).isEqualTo(403);
      assertThat(erase("nobody", JOE)).isEqualTo(404);
      assertThat(erase("me", BOB)).isEqualTo(204);
      assertThat(get("/api/sessions/" + of, BOB).status()).isEqualTo(404);
      assertThat(get("/api/sessions", ANN).list()).hasSizeGreaterThanOrEqualTo(3);

      assertThat(erase(owner, JOE)).isEqualTo(204);
      assertThat(stream.awaitExit().toString()).contains("CleanedUp");
      for (String id : List.of(ended, created, running)) {
        assertThat(get("/api/sessions/" + id, ANN).status()).isEqualTo(404);
      }
      assertThat(MarkedProcesses.of(running)).isEmpty();
      assertThat(get("/api/sessions", ANN).list()).isEmpty();
      assertThat(erase(owner, JOE)).as("again").isEqualTo(204);
      assertThat(erase(owner, ANN)).as("one's own, by name").isEqualTo(204);
    }
    assertThat(payara.log())
        .contains(
            "\"act\":\"erased\",\"as\":\"admin\",\"by\":\"u proxy joe\",\"owner\":\"u proxy ann\"");
  }

  private static int erase(String owner, List<String> who) {
    return http.send("DELETE", "/api/owners/" + owner, who, "").status();
  }

  private static void patch(String id, String body, List<String> who) {
    List<String> headers = new ArrayList<>(who);
    headers.add("Content-Type: application/json");
    assertThat(http.send("PATCH", "/api/sessions/" + id, headers, body).status()).isEqualTo(200);
  }

  @Test
  void allThatIsListedAsMineIsErasedAsMine() {
    String ended = run("it.returns");
    assertThat(server.delete("/api/owners/me").status()).isEqualTo(204);
    problem(server.get("/api/sessions/" + ended), 404, "unknown-session");
    assertThat(listed("")).isEmpty();
  }

  @Test
  void whatIsKeptOutlivesTheServerAndWhatIsErasedDoesNot() throws IOException {
    String since = now();
    String kept = run("it.exits");
    String erased = run("it.returns");
    server.patch("/api/sessions/" + kept, Map.of("title", "kept", "pinned", true));
    server.delete("/api/sessions/" + erased);
    Map<String, Object> before = server.state(kept);
    String text = transcript(kept, "text/html").text();
    payara.close();
    boot();
    assertThat(listed(since)).containsExactly(kept);
    assertThat(listed(since + "&status=failed&q=" + encoded("last words"))).containsExactly(kept);
    assertThat(server.state(kept)).isEqualTo(before).containsEntry("title", "kept");
    assertThat(transcript(kept, "text/html").text()).isEqualTo(text);
    assertThat(server.patch("/api/sessions/" + kept, Map.of("title", "new")).json())
        .containsEntry("title", "new")
        .containsEntry("pinned", true);
  }
}
