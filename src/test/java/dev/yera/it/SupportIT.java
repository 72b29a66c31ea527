package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What is sent to who is to help, of the server that other tests use at the same time. */
class SupportIT extends ClientTest {
  private Map<String, String> parts() throws IOException {
    Server.Answer answer = server.get("/api/support");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/zip");
    assertThat(answer.header("Content-Disposition"))
        .matches("attachment; filename=\"yera-support-\\d{8}-\\d{6}\\.zip\"");
    Map<String, String> parts = new LinkedHashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(answer.response().body()))) {
      for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
        parts.put(each.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return parts;
  }

  @Test
  void itTellsWhatTheServerDoesAndNothingOfWhatSessionsSay() throws IOException {
    String word = "xyzzy-of-the-session";
    String id = server.create("it.console", Map.of("greeting", "argument-" + word));
    try (SseClient stream = server.stream(id)) {
      SseClient.Event question = stream.awaitQuestion("text_input", 1);
      assertThat(server.answer(id, question.block(), "text_input", "answer-" + word).status())
          .isEqualTo(202);
      assertThat(server.answer(id, question.block(), "text_input", "late-" + word).status())
          .isEqualTo(409);
      assertThat(server.patch("/api/sessions/" + id, Map.of("title", word)).status())
          .isEqualTo(200);
      Map<String, String> parts = parts();
      assertThat(parts)
          .containsOnlyKeys(
              "server.json",
              "settings.txt",
              "metrics.txt",
              "log.txt",
              "threads.txt",
              "processes.txt")
          .allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain(word));
      assertThat(parts.get("server.json")).contains("\"container\":\"", "\"sandbox\":\"");
      assertThat(parts.get("settings.txt"))
          .contains("yera.apps.dir=", "# yera.stream.heartbeat=PT15S\n");
      assertThat(parts.get("metrics.txt")).contains("yera_sessions{").endsWith("# EOF\n");
      assertThat(parts.get("log.txt")).contains(" INFO dev.yera.");
      assertThat(parts.get("threads.txt")).contains("dev.yera.operation.SupportFile.make(");
      assertThat(parts.get("processes.txt"))
          .contains("\n" + server(parts) + "  /", "python3")
          .doesNotContain("console.py");
    } finally {
      server.delete("/api/sessions/" + id);
    }
  }

  /** The first process is the server's. */
  private static String server(Map<String, String> parts) {
    return parts.get("processes.txt").split("\n", -1)[1].split(" ", 2)[0];
  }
}
