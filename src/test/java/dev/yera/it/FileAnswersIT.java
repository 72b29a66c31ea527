package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.event.json.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Answers that name files (contract, section 10). A file may have 3 MiB, a session's 5 MiB. */
class FileAnswersIT extends ClientTest {
  private static final String APP = "it.asks-files";
  private static final String HTML = "<script>alert(document.domain)</script>";

  private String upload(String session, String name, String type, byte[] content) {
    String path = "/api/sessions/" + session + "/files?name=" + name;
    Server.Answer answer =
        server.send(
            server
                .request(path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(content)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return (String) answer.json().get("file_id");
  }

  private String upload(String session, String name, String type, String content) {
    return upload(session, name, type, content.getBytes(StandardCharsets.UTF_8));
  }

  private void answers(String session, SseClient.Event question, Object value) {
    Server.Answer answer = server.answer(session, question.block(), question.type(), value);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
  }

  private void isRefused(String session, SseClient.Event question, Object value, String why) {
    Server.Answer answer = server.answer(session, question.block(), question.type(), value);
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.json().get("detail").toString()).contains(why);
    assertThat(server.state(session).get("awaiting")).isEqualTo(List.of(question.block()));
  }

  private static SseClient.Event labelled(SseClient stream, String label) {
    return stream.awaitEvent(event -> label.equals(event.data().get("label")));
  }

  private static Stream<Object> texts(SseClient stream) {
    return stream.events().stream()
        .filter(event -> event.type().equals("text"))
        .map(event -> event.data().get("content"));
  }

  private static void hasSaid(SseClient stream, String text) {
    await().untilAsserted(() -> assertThat(texts(stream)).contains(text));
  }

  @Test
  void theAppReadsWhatWasUploadedUntilItEnds() {
    String session = server.create(APP);
    try (SseClient stream = server.stream(session)) {
      String may = server.get("/health/ready").text().contains("bubblewrap") ? "read" : "written";
      SseClient.Event question = labelled(stream, "Small texts");
      assertThat(question.json()).containsEntry("event_class", "prompt");
      String one = upload(session, "a.txt", "text/plain", "hello");
      String two = upload(session, "..%2F..%2Ftabl%00e%E2%80%AE.Csv", "x/y", "a,b");
      answers(session, question, List.of(one, two));
      hasSaid(
          stream, "a.txt|text/plain|.txt|hello|%s\ntable.Csv|x/y|.Csv|a,b|%s".formatted(may, may));
      SseClient.Event answer = stream.awaitEvent(event -> event.type().equals("answer"));
      assertThat(answer.data()).containsEntry("value", List.of(one, two));
      assertThat(Json.text(answer.data().get("files")))
          .contains("\"name\":\"a.txt\"", "\"name\":\"table.Csv\"")
          .doesNotContain("path");

      SseClient.Event field = labelled(stream, "One");
      SseClient.Event form =
          stream.awaitEvent(event -> "awaiting".equals(event.data().get("status")));
      String long300 = "%F0%9F%93%8A" + "n".repeat(300) + ".png";
      String html = upload(session, long300, "image/png", HTML);
      String none = labelled(stream, "Perhaps one").block();
      String word = labelled(stream, "Word").block();
      Map<String, Object> values = new HashMap<>();
      values.put(field.block(), List.of(html));
      values.put(none, null);
      values.put(word, "w");
      answers(session, form, values);
      hasSaid(stream, "None w");
      assertThat(texts(stream).filter(text -> text.toString().contains("<script>")))
          .singleElement()
          .asString()
          .contains("nnn.png|image/png|.png|" + HTML.substring(0, 20));

      SseClient.Event chat =
          stream.awaitEvent(event -> "Say something".equals(event.data().get("placeholder")));
      answers(session, chat, Map.of("text", "", "files", List.of(one)));
      SseClient.Event words =
          stream.awaitEvent(event -> "Only words".equals(event.data().get("placeholder")));
      isRefused(session, words, Map.of("text", "x", "files", List.of(one)), "an empty list");
      isRefused(session, words, Map.of("text", " ", "files", List.of()), "not empty");

      Path copies = copies(session);
      assertThat(copies).exists();
      answers(session, words, Map.of("text", "bye", "files", List.of()));
      stream.awaitExit();
      assertThat(copies).doesNotExist();
    }
    assertThat(server.get("/api/sessions/" + session + "/transcript?format=markdown").text())
        .contains("a.txt, table.Csv", "bye");
    assertThat(server.get("/api/sessions/" + session + "/interactions").list().get(0))
        .containsKey("accepted_at");
  }

  private Path copies(String session) {
    String home =
        server.get("/api/sessions/" + session + "/diagnostics").list().stream()
            .map(each -> each.get("text").toString())
            .filter(each -> each.startsWith("home "))
            .findFirst()
            .orElseThrow();
    return Path.of(home.substring("home ".length())).resolveSibling("files");
  }

  @Test
  void whatTheQuestionDoesNotTakeIsRefusedAndTheQuestionStaysOpen() {
    String other = server.create(APP);
    String theirs = upload(other, "a.txt", "text/plain", "hello");
    String session = server.create(APP);
    try (SseClient stream = server.stream(session)) {
      SseClient.Event question = labelled(stream, "Small texts");
      String good = upload(session, "a.txt", "text/plain", "hello");
      String picture = upload(session, "a.png", "image/png", "hello");
      String large = upload(session, "large.txt", "text/plain", new byte[1001]);
      isRefused(session, question, List.of(theirs), "is the file_id of no file of this session");
      isRefused(session, question, List.of("../" + good), "is the file_id of no file");
      isRefused(session, question, List.of("\u0000"), "is the file_id of no file");
      isRefused(
          session, question, List.of(good, picture), "\"a.png\" is of type image/png; only text/*");
      isRefused(
          session,
          question,
          List.of(large),
          "\"large.txt\" has 1001 bytes; at most 1000 are taken");
      isRefused(session, question, List.of(), "a list of 1 to 100 different file_ids");
      isRefused(session, question, List.of(good, good), "a list of 1 to 100");
      isRefused(session, question, Collections.nCopies(101, good), "a list of 1 to 100");
      isRefused(session, question, good, "a list of 1 to 100");
      isRefused(session, question, List.of(Map.of("file_id", good)), "a list of 1 to 100");
      Server.Answer huge =
          server.answer(
              session, question.block(), question.type(), List.of("x".repeat(10 * 1024 * 1024)));
      assertThat(huge.status()).isEqualTo(413);
      assertThat(huge.json()).containsEntry("limit", "yera.request.max-bytes");
      assertThat(server.state(session).get("awaiting")).isEqualTo(List.of(question.block()));
      answers(session, question, List.of(good));
      labelled(stream, "One");
    } finally {
      server.delete("/api/sessions/" + session);
      server.delete("/api/sessions/" + other);
    }
  }

  @Test
  void ofTwoThatAnswerTheSameQuestionOneIsTaken() {
    String session = server.create(APP);
    try (SseClient stream = server.stream(session)) {
      SseClient.Event question = labelled(stream, "Small texts");
      List<String> files =
          Stream.of("one", "two")
              .map(each -> upload(session, each + ".txt", "text/plain", each))
              .toList();
      List<CompletableFuture<Integer>> tabs =
          files.stream()
              .map(
                  file ->
                      CompletableFuture.supplyAsync(
                          () ->
                              server
                                  .answer(session, question.block(), question.type(), List.of(file))
                                  .status()))
              .toList();
      assertThat(tabs.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(202, 409);
      labelled(stream, "One");
      assertThat(texts(stream)).hasSize(1);
    } finally {
      server.delete("/api/sessions/" + session);
    }
  }

  @Test
  void aJavaAppOfAReadyWorkerReadsThem() {
    String session = server.create("dev.yera.it.JavaApps.reads");
    try (SseClient stream = server.stream(session)) {
      SseClient.Event question = labelled(stream, "Report");
      String bomb = upload(session, "bomb.zip", "application/zip", Bombs.zip(100 * 1024 * 1024));
      isRefused(session, question, List.of(bomb), "only .csv, image/*");
      String report = upload(session, "r%C3%A9port.csv", "text/csv", "a;b");
      answers(session, question, List.of(report));
      SseClient.Event again =
          stream.awaitEvent(event -> "Not this one.".equals(event.data().get("error")));
      assertThat(again.data().get("default_value"))
          .isEqualTo(
              List.of(
                  Map.of("file_id", report, "name", "réport.csv", "type", "text/csv", "size", 3L)));
      answers(session, again, List.of(upload(session, "b.csv", "text/csv", "c;d")));
      SseClient.Event chat = stream.awaitEvent(event -> event.type().equals("chat_input"));
      answers(session, chat, Map.of("text", "hi", "files", List.of(report, bomb)));
      assertThat(stream.awaitExit())
          .containsEntry("return_value", "b.csv c;d, hi [réport.csv, bomb.zip]");
    }
  }
}
