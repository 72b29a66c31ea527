package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.json.Json;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A session that is given the answers of another one, over HTTP. */
class ForkIT extends ClientTest {
  private static final String APP = "dev.yera.it.JavaApps.asksTwice";

  private Server.Answer fork(String id, Map<String, ?> body, String key) {
    HttpRequest.Builder request =
        server
            .request("/api/sessions/" + id + "/fork")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(Json.text(body)));
    return server.send(request);
  }

  private static String awaitQuestion(SseClient stream, String label) {
    return stream.awaitEvent(each -> label.equals(each.data().get("label"))).block();
  }

  @Test
  void theFirstAnswerIsGivenAgainAndTheSecondIsAskedFor() {
    String old = server.create(APP, Map.of("greeting", "Hello"));
    String second;
    try (SseClient stream = server.stream(old)) {
      server.answer(old, awaitQuestion(stream, "Name"), "text_input", "Ada");
      second = awaitQuestion(stream, "Days");
      server.answer(old, second, "number_input", 3);
      assertThat(stream.awaitExit()).containsEntry("return_value", "Hello, Ada: 3");
    }
    String key = "fork-" + old;
    Server.Answer answer = fork(old, Map.of("upto", second), key);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    String made = (String) answer.json().get("session_id");
    assertThat(answer.json())
        .isEqualTo(
            Map.of("session_id", made, "app_id", APP, "status", "created", "forked_from", old));
    assertThat(answer.header("Location")).endsWith("/api/sessions/" + made);
    assertThat(fork(old, Map.of("upto", second), key).text()).isEqualTo(answer.text());
    assertThat(fork(old, Map.of(), key).status()).isEqualTo(422);
    assertThat(fork(made, Map.of("upto", second), key).status()).isEqualTo(422);
    try (SseClient stream = server.stream(made)) {
      String asked = awaitQuestion(stream, "Days");
      assertThat(stream.awaitEvent(each -> each.type().equals("number_input")).data())
          .containsEntry("default_value", 3L);
      server.answer(made, asked, "number_input", 4);
      assertThat(stream.awaitExit()).containsEntry("return_value", "Hello, Ada: 4");
    }
    assertThat(server.state(made))
        .containsEntry("forked_from", old)
        .containsEntry("forks", List.of());
    assertThat(server.state(old))
        .containsEntry("forked_from", null)
        .containsEntry("forks", List.of(made))
        .containsEntry("interactions", 2L);
  }

  @Test
  void filesOfAnAnswerAreGivenAgain() {
    String old = server.create("it.asks-files");
    String file;
    try (SseClient stream = server.stream(old)) {
      String first = awaitQuestion(stream, "Small texts");
      file = upload(old, "rain.txt", "5 mm");
      server.answer(old, first, "file_input", List.of(file));
      hasSaid(stream, "rain.txt|text/plain|.txt|5 mm");
    }
    Server.Answer answer = fork(old, Map.of(), "files-" + old);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(server.delete("/api/sessions/" + old).status()).isEqualTo(204);
    String made = (String) answer.json().get("session_id");
    try (SseClient stream = server.stream(made)) {
      hasSaid(stream, "rain.txt|text/plain|.txt|5 mm");
      SseClient.Event again = stream.awaitEvent(each -> each.type().equals("answer"));
      assertThat(again.data()).containsEntry("value", List.of(file));
    }
    assertThat(server.get("/api/sessions/" + made + "/files/" + file).text()).isEqualTo("5 mm");
    server.delete("/api/sessions/" + made);
  }

  private String upload(String session, String name, String content) {
    Server.Answer answer =
        server.send(
            server
                .request("/api/sessions/" + session + "/files?name=" + name)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(content)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return (String) answer.json().get("file_id");
  }

  private static void hasSaid(SseClient stream, String text) {
    stream.awaitEvent(
        each ->
            each.type().equals("text")
                && String.valueOf(each.data().get("content")).startsWith(text));
  }

  @Test
  void whatCannotBeIsRefused() {
    String id = server.create(APP, Map.of("greeting", "Hi"));
    assertThat(fork(id, Map.of("upto", "none"), "a" + id).json())
        .containsEntry("status", 422L)
        .containsEntry("parameter", "upto");
    assertThat(fork(id, Map.of("upto", 5), "b" + id).json()).containsEntry("parameter", "upto");
    assertThat(fork("7d1f1b4e-6f0c-4d7e-9a44-0e6f2e1a9b11", Map.of(), "c" + id).status())
        .isEqualTo(404);
    server.delete("/api/sessions/" + id);
  }
}
