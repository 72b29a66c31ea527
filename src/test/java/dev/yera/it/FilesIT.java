package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Patience;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a session over HTTP (contract, section 10). The limits are 3 MiB and 5 MiB. */
class FilesIT extends ClientTest {
  private static final int MIB = 1024 * 1024;

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static String files(String session) {
    return "/api/sessions/" + session + "/files";
  }

  private Server.Answer upload(String session, byte[] content, String... headers) {
    HttpRequest.Builder request =
        server.request(files(session)).POST(BodyPublishers.ofByteArray(content));
    return server.send(headers.length == 0 ? request : request.headers(headers));
  }

  private String uploaded(String session, byte[] content, String... headers) {
    Server.Answer answer = upload(session, content, headers);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return files(session) + "/" + answer.json().get("file_id");
  }

  private Server.Answer get(String path, String... headers) {
    return server.send(server.request(path).headers(headers).GET());
  }

  private static void isRefused(Server.Answer answer, String limit, long value) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(413);
    assertThat(answer.json()).containsEntry("limit", limit).containsEntry("limit_value", value);
    assertThat(answer.json().get("type").toString()).endsWith("/problems/too-large");
  }

  @Test
  void aFileThatIsLargerThanOtherBodiesComesBackAsItWas() {
    String session = server.create("it.asks");
    byte[] content = bytes(2 * MIB + 77);
    Server.Answer answer =
        upload(
            session,
            content,
            "Content-Type",
            "image/png",
            "Content-Disposition",
            "attachment; filename=\"x.png\"; filename*=UTF-8''%e2%82%ac%20b%C3%BCcher.png");
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(answer.json())
        .containsEntry("name", "€ bücher.png")
        .containsEntry("type", "image/png")
        .containsEntry("size", (long) content.length)
        .containsKey("sha256")
        .hasSize(5);
    String path = files(session) + "/" + answer.json().get("file_id");
    assertThat(answer.header("Location")).isEqualTo(path);

    Server.Answer got = server.get(path);
    assertThat(got.response().body()).isEqualTo(content);
    assertThat(got.header("Content-Type")).isEqualTo("image/png");
    assertThat(got.header("Content-Disposition"))
        .isEqualTo(
            "inline; filename=\"_ b_cher.png\"; filename*=UTF-8''%E2%82%AC%20b%C3%BCcher.png");
    assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(got.response().headers().allValues("Content-Security-Policy"))
        .containsExactly("default-src 'none'; sandbox; frame-ancestors 'self'");
    assertThat(got.header("ETag")).isEqualTo("\"" + answer.json().get("sha256") + "\"");
    assertThat(got.header("Content-Length")).isEqualTo(String.valueOf(content.length));
  }

  @Test
  void partsOfItAreThereAndWhatIsKnownIsNotSentAgain() {
    byte[] content = bytes(200_000);
    String path = uploaded(server.create("it.asks"), content);
    Server.Answer part = get(path, "Range", "bytes=65530-65545");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.header("Content-Range")).isEqualTo("bytes 65530-65545/200000");
    assertThat(part.response().body()).isEqualTo(Arrays.copyOfRange(content, 65_530, 65_546));
    assertThat(get(path, "Range", "bytes=-5").response().body())
        .isEqualTo(Arrays.copyOfRange(content, 199_995, 200_000));
    Server.Answer beyond = get(path, "Range", "bytes=200000-");
    assertThat(beyond.status()).isEqualTo(416);
    assertThat(beyond.header("Content-Range")).isEqualTo("bytes */200000");
    assertThat(beyond.json()).containsEntry("detail", "The file has only 200000 bytes.");
    assertThat(get(path, "Range", "bytes=0-1,5-6").status()).isEqualTo(200);
    assertThat(get(path, "Range", "bytes=0-1", "If-Range", "\"another\"").status()).isEqualTo(200);

    String tag = part.header("ETag");
    assertThat(get(path, "Range", "bytes=0-1", "If-Range", tag).status()).isEqualTo(206);
    Server.Answer known = get(path, "If-None-Match", "W/\"x\", " + tag);
    assertThat(known.status()).isEqualTo(304);
    assertThat(known.response().body()).isEmpty();
    Server.Answer head = server.send(server.request(path).method("HEAD", BodyPublishers.noBody()));
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("200000");
  }

  @ParameterizedTest
  @CsvSource({
    "..%2F..%2Fetc%2Fpasswd, passwd",
    "C:%5Cdocuments%5Ca.txt, a.txt",
    "a%00b.txt, ab.txt",
    "%E2%80%AEgnp.exe, gnp.exe",
    "a%0D%0ASet-Cookie:%20x.txt, aSet-Cookie: x.txt",
    "..., file",
    "'', file",
    "%22%3Cb%3E.html, \"<b>.html"
  })
  void namesAreNamesAndNothingElse(String sent, String name) {
    String session = server.create("it.asks");
    Server.Answer answer =
        server.send(
            server
                .request(files(session) + "?name=" + sent)
                .POST(BodyPublishers.ofString("content")));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(answer.json()).containsEntry("name", name);
    Server.Answer got = server.get(files(session) + "/" + answer.json().get("file_id"));
    assertThat(got.text()).isEqualTo("content");
    assertThat(got.response().headers().allValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.contains("x.txt"));
  }

  @Test
  void aLongNameKeepsItsEnding() {
    Server.Answer answer =
        upload(
            server.create("it.asks"),
            bytes(3),
            "Content-Disposition",
            "attachment; filename*=UTF-8''" + "%C3%BC".repeat(300) + ".csv");
    String name = (String) answer.json().get("name");
    assertThat(name).matches("ü+\\.csv");
    assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(250, 255);
    assertThat(answer.json()).containsEntry("type", "text/csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "image/svg+xml", "application/xhtml+xml", "text/xml"})
  void whatCouldHaveScriptsIsOnlySaved(String type) {
    String html = "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>";
    String path =
        uploaded(
            server.create("it.asks"), html.getBytes(StandardCharsets.UTF_8), "Content-Type", type);
    Server.Answer got = server.get(path);
    assertThat(got.header("Content-Disposition")).startsWith("attachment; ");
    assertThat(got.header("Content-Security-Policy")).contains("sandbox");
    assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void whatIsTooLargeIsRefusedWithTheLimit() {
    String session = server.create("it.asks");
    byte[] large = bytes(3 * MIB + 1);
    isRefused(upload(session, large), "yera.file.max-bytes", 3 * MIB);
    isRefused(chunked(session, large), "yera.file.max-bytes", 3 * MIB);
    uploaded(session, bytes(3 * MIB));
    isRefused(upload(session, bytes(2 * MIB + 1)), "yera.session.files-quota", 5 * MIB);
    isRefused(chunked(session, bytes(2 * MIB + 1)), "yera.session.files-quota", 5 * MIB);
    assertThat(chunked(session, bytes(1 * MIB + 1)).status()).isEqualTo(201);
  }

  private Server.Answer chunked(String session, byte[] content) {
    return server.send(
        server
            .request(files(session))
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content))));
  }

  @Test
  void nothingStaysOfAnUploadThatIsCut() throws IOException {
    String session = server.create("it.asks");
    String head = "Content-Type: text/plain\r\nContent-Length: 3000000";
    try (SlowBody cut = new SlowBody(url.getPort(), files(session), head)) {
      cut.send("x".repeat(500_000));
      cut.reset();
    }
    // It has no part of the quota.
    await().atMost(Patience.PATIENCE).until(() -> upload(session, bytes(3 * MIB)).status() == 201);
    assertThat(upload(session, bytes(2 * MIB - 10_000)).status()).isEqualTo(201);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    String session = server.create("it.asks");
    String path = uploaded(session, bytes(10));
    String file = path.substring(path.lastIndexOf('/') + 1);
    String other = server.create("it.asks");
    assertThat(server.get(files(other) + "/" + file).status()).isEqualTo(404);
    assertThat(server.get(files(session) + "/" + "0".repeat(32)).status()).isEqualTo(404);
    assertThat(server.get(files(session) + "/..%2F" + session).status()).isIn(400, 404);
    assertThat(upload("00000000-0000-4000-8000-000000000000", bytes(2 * MIB)).status())
        .isEqualTo(404);
    assertThat(server.delete("/api/sessions/" + session).status()).isEqualTo(204);
    assertThat(server.get(path).status()).isEqualTo(404);
  }

  @Test
  void aSessionThatHasEndedTakesNoneAndKeepsWhatItHas() {
    String session = server.create("it.asks");
    String path = uploaded(session, bytes(10));
    assertThat(server.post("/api/sessions/" + session + "/end", Map.of()).status()).isEqualTo(202);
    await().until(() -> server.state(session).get("status").equals("stopped"));
    Server.Answer late = upload(session, bytes(10));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().get("type").toString()).endsWith("/problems/ended");
    assertThat(server.get(path).response().body()).isEqualTo(bytes(10));
  }

  @Test
  void whatAnAppGivesIsKeptBeforeItIsShown() {
    String session = server.create("it.gives");
    List<SseClient.Event> given;
    try (SseClient stream = server.stream(session)) {
      stream.awaitEvent(event -> event.type().equals("text_input"));
      given = stream.events().stream().filter(each -> each.data().containsKey("file")).toList();
    }
    assertThat(given)
        .extracting(each -> each.type() + " " + named(each))
        .containsExactly(
            "file report.csv text/csv 4", "image a.svg image/svg+xml 6", "audio a.wav audio/wav 4");
    assertThat(given.get(0).data()).containsEntry("caption", "The report");
    assertThat(given.get(1).data()).containsEntry("alt", "A drawing").containsEntry("width", 20L);
    String first = files(session) + "/" + file(given.get(0)).get("file_id");
    assertThat(server.get(first).text()).isEqualTo("a,b\n");
    String other = files(server.create("it.asks")) + "/" + file(given.get(0)).get("file_id");
    assertThat(server.get(other).status()).isEqualTo(404);
    assertThat(server.get("/api/sessions/" + session + "/diagnostics").list())
        .extracting(each -> each.get("text"))
        .containsExactly(
            refused("file", "The file has more than 3145728 bytes (yera.file.max-bytes)."),
            refused("file", "data.file.path \"link\" is not there, or is behind a link"),
            refused("video", "data.file.path \"pipe\" is not a file"),
            refused("file", "data.file.path \"/etc/passwd\" is in no folder of the app's own"),
            refused("file", "data.file.path \"../../secret\" is in no folder of the app's own"),
            refused("image", "data.file.base64 is not base64"),
            refused("image", ONE),
            refused("file", "data.file.file_id is no file of the session"),
            refused("file", "it needs data.file"));
    assertThat(server.get("/api/sessions/" + session + "/transcript?format=markdown").text())
        .contains("report.csv: The report")
        .contains("a.svg: A drawing");
  }

  private static final String ONE =
      "data.file needs one of path, base64 and file_id, each of them a string";

  private static String refused(String type, String why) {
    return "An event of type %s was refused: %s".formatted(type, why);
  }

  private static Map<?, ?> file(SseClient.Event event) {
    return (Map<?, ?>) event.data().get("file");
  }

  private static String named(SseClient.Event event) {
    return "%s %s %s"
        .formatted(file(event).get("name"), file(event).get("type"), file(event).get("size"));
  }

  @Test
  void whatIsCompressedOnItsWayIsRefused() {
    Server.Answer answer = upload(server.create("it.asks"), bytes(10), "Content-Encoding", "gzip");
    assertThat(answer.status()).isEqualTo(415);
    assertThat(List.of(answer.header("Accept-Encoding"))).containsExactly("identity");
  }
}
