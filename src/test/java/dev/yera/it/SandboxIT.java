package dev.yera.it;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.event.json.Json;
import dev.yera.sandbox.Sandboxes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The running server keeps its apps in the strongest box there is, those of ready workers too. */
class SandboxIT extends ClientTest {
  @BeforeEach
  void skipWhereThereIsNoBox() {
    Sandboxes.assumeBubblewrap();
  }

  private String tried(String what, String with) {
    try (SseClient stream = server.run("it.tries", Map.of("what", what, "with", with))) {
      assertThat(stream.awaitExit()).containsEntry("exit_code", 0L);
      return stream.events().stream()
          .filter(event -> event.type().equals("text"))
          .map(event -> (String) event.data().get("content"))
          .collect(Collectors.joining())
          .strip();
    }
  }

  @Test
  void readinessSaysWhichBoxItIs() {
    assertThat(server.get("/health/ready").text()).contains("\"sandbox\":\"bubblewrap\"");
  }

  @Test
  void anAppGetsNothingOfTheServerNorOfAnotherSession() {
    String other = server.create("it.cat");
    try (SseClient stream = server.stream(other)) {
      stream.awaitQuestion("text_input", 1);
      assertThat(tried("ids", Path.of("target").toAbsolutePath().toString())).isEqualTo("hidden");
      assertThat(tried("signal", "")).isEqualTo("alone");
      assertThat(tried("write", "/usr")).isEqualTo("refused");
    } finally {
      server.delete("/api/sessions/" + other);
    }
  }

  @Test
  void aJavaAppOfAReadyWorkerIsInABoxOfItsOwn() throws Exception {
    await()
        .atMost(PATIENCE)
        .until(() -> !server.get("/health/ready").text().contains("\"workers_ready\":0"));
    String id = server.create("dev.yera.it.JavaApps.finds");
    try (SseClient stream = server.stream(id)) {
      stream.awaitEnd();
      List<?> found = found((String) stream.awaitExit().get("return_value"));
      assertThat(found.get(0)).isEqualTo(found.get(1)).asString().contains(id);
      assertThat(Integer.parseInt((String) found.get(2))).isLessThanOrEqualTo(3);
      await().until(() -> !Files.exists(Path.of((String) found.get(1)).getParent()));
    }
  }

  @Test
  void aJavaAppReadsWhatIsBesideItAndWritesToAFolderOfItsOwn() {
    for (int i = 0; i < 2; i++) {
      try (SseClient stream = server.run("Beside.beside", Map.of())) {
        assertThat(stream.awaitExit()).containsEntry("return_value", "b a, 0, where it runs");
      }
    }
  }

  private static List<?> found(String text) {
    return text.startsWith("[\"")
        ? (List<?>) Json.read(text)
        : List.of(text.substring(1, text.length() - 1).split(", ", -1));
  }
}
