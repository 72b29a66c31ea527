package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody makes a console program do what its author did not offer. */
class TextArgumentsIT extends ClientTest {
  @TempDir private Path folder;

  private void assertRefused(Map<String, ?> body, String parameter) {
    Server.Answer answer = server.post("/api/sessions", body);
    HttpTable.problem(answer, 422, "bad-arguments");
    assertThat(answer.json()).containsEntry("parameter", parameter);
  }

  private static String shown(SseClient stream) {
    StringBuilder text = new StringBuilder();
    stream.events().stream()
        .filter(event -> event.type().equals("text"))
        .forEach(event -> text.append(event.data().get("content")));
    return text.toString();
  }

  @Test
  void sortNeitherWritesNorReadsAFileThatACallerNames() {
    Path written = folder.resolve("x");
    for (String option :
        List.of("--output=" + written, "-o" + written, "--files0-from=/etc/passwd", "-")) {
      assertRefused(Map.of("app_id", "it.sort-file", "args", List.of(option)), "file");
      assertRefused(Map.of("app_id", "it.sort-file", "kwargs", Map.of("file", option)), "file");
      assertRefused(Map.of("app_id", "it.sort", "args", List.of(option)), "args");
      assertRefused(Map.of("app_id", "it.sort", "kwargs", Map.of("file", option)), "file");
    }
    assertThat(written).doesNotExist();
    try (SseClient stream = server.run("it.sort-file", Map.of("file", "unsorted.txt"))) {
      assertThat(shown(stream)).isEqualTo("a\nb\n");
    }
  }

  @Test
  void anAuthorMayOfferOptions() {
    try (SseClient stream = server.run("it.echo-options", Map.of("word", "-n"))) {
      assertThat(shown(stream)).isEqualTo("[-n]");
    }
  }

  @Test
  void aNulCharacterIsRefused() {
    assertRefused(Map.of("app_id", "it.sort-file", "args", List.of("a\0b")), "file");
    assertRefused(Map.of("app_id", "it.params", "kwargs", Map.of("s", "\0")), "s");
  }

  /** What a caller sends is in the words of the program, and in nothing else it is given. */
  @Test
  void environmentAndStandardInputAreNoWayAround() {
    String id = server.create("it.environment-of", Map.of("word", "SHELLOPTS=noexec"));
    try (SseClient stream = server.stream(id)) {
      String question = stream.awaitQuestion("text_input", 1).block();
      assertThat(server.answer(id, question, "text_input", null).status()).isEqualTo(202);
      assertThat(stream.awaitExit()).containsEntry("exit_code", 0L);
      assertThat(shown(stream)).contains("YERA_SESSION_ID=" + id);
      assertThat(shown(stream)).endsWith("standard input: 0\n").doesNotContain("noexec");
    }
  }
}
