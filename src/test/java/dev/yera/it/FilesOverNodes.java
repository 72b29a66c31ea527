package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files, answers with files and forks, each step through another node than the session's own. */
interface FilesOverNodes {
  /** One of the three. */
  Server node(int number);

  private String upload(int number, String session, String content) {
    Server.Answer answer =
        node(number).post("/api/sessions/" + session + "/files?name=a.txt", content, "text/plain");
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return (String) answer.json().get("file_id");
  }

  private String fork(int number, String session) {
    Server.Answer answer = node(number).post("/api/sessions/" + session + "/fork", Map.of());
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(answer.json()).containsEntry("forked_from", session);
    return (String) answer.json().get("session_id");
  }

  private static String awaitQuestion(SseClient stream, String label) {
    return stream.awaitEvent(each -> label.equals(each.data().get("label"))).block();
  }

  private static void hasSaid(SseClient stream, String text) {
    stream.awaitEvent(
        each ->
            each.type().equals("text")
                && String.valueOf(each.data().get("content")).startsWith(text));
  }

  /** That a session was given an answer with this file, which is its own. */
  private void hasTheFile(int number, String session, String file) {
    try (SseClient stream = node(number).stream(session)) {
      hasSaid(stream, "a.txt|text/plain|.txt|5 mm");
      assertThat(stream.awaitEvent(each -> each.type().equals("answer")).data())
          .containsEntry("value", List.of(file));
      awaitQuestion(stream, "One");
    }
    for (int i = 0; i < 3; i++) {
      assertThat(node(i).get("/api/sessions/" + session + "/files/" + file).text())
          .isEqualTo("5 mm");
    }
  }

  @Test
  default void anAnswerWithFilesIsGivenAndGivenAgainThroughAnyNode() {
    String session = node(0).create("it.asks-files");
    String file;
    String ofRunning;
    try (SseClient stream = node(1).stream(session)) {
      String question = awaitQuestion(stream, "Small texts");
      file = upload(1, session, "5 mm");
      Server.Answer none = node(1).answer(session, question, "file_input", List.of("0".repeat(32)));
      assertThat(none.status()).as(none.text()).isEqualTo(422);
      Server.Answer answer = node(2).answer(session, question, "file_input", List.of(file));
      assertThat(answer.status()).as(answer.text()).isEqualTo(202);
      hasSaid(stream, "a.txt|text/plain|.txt|5 mm");
      ofRunning = fork(2, session);
      hasTheFile(1, ofRunning, file);
      assertThat(node(1).post("/api/sessions/" + session + "/end", Map.of()).status())
          .isEqualTo(202);
      stream.awaitExit();
    }
    String ofEnded = fork(1, session);
    hasTheFile(2, ofEnded, file);
    for (int i = 0; i < 3; i++) {
      assertThat(node(i).state(session).get("forks")).isEqualTo(List.of(ofRunning, ofEnded));
      assertThat(node(i).state(ofEnded)).containsEntry("forked_from", session);
      HttpTable.problem(
          node(i).post("/api/sessions/" + session + "/files?name=b.txt", "late", "text/plain"),
          409,
          "ended");
    }
    assertThat(node(2).delete("/api/sessions/" + session).status()).isEqualTo(204);
    String path = "/files/" + file;
    assertThat(node(1).get("/api/sessions/" + session + path).status()).isEqualTo(404);
    for (String each : List.of(ofRunning, ofEnded)) {
      assertThat(node(1).get("/api/sessions/" + each + path).text()).isEqualTo("5 mm");
      assertThat(node(0).delete("/api/sessions/" + each).status()).isEqualTo(204);
    }
  }

  @Test
  default void whatAnAppGivesIsReadFromAnyNode() {
    String session = node(0).create("it.gives");
    try (SseClient stream = node(1).stream(session)) {
      SseClient.Event given = stream.awaitEvent(each -> each.type().equals("file"));
      String id = (String) ((Map<?, ?>) given.data().get("file")).get("file_id");
      stream.awaitEvent(each -> each.type().equals("text_input"));
      for (int i = 0; i < 3; i++) {
        String path = "/api/sessions/" + session + "/files/" + id;
        assertThat(node(i).get(path).text()).isEqualTo("a,b\n");
        Server.Answer part = node(i).send(node(i).request(path).header("Range", "bytes=2-").GET());
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("b\n");
      }
    }
    assertThat(node(2).delete("/api/sessions/" + session).status()).isEqualTo(204);
  }
}
