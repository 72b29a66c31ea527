package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.model.FakeProvider;
import dev.yera.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apps of a server that has a language model, at a provider of the tests' own. */
@OwnServer
class LanguageModelsIT {
  private static final String KEY = "sk-of-the-server-alone";

  @TempDir private static Path folder;
  private static FakeProvider provider;
  private static PayaraProcess payara;
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    provider = new FakeProvider();
    Path key = Files.writeString(folder.resolve("key"), KEY);
    payara =
        new PayaraProcess(
            "language-models",
            "",
            Map.of(
                "yera.store.dir",
                folder.resolve("data").toString(),
                "yera.llm.models",
                "fast",
                "yera.llm.fast.base-url",
                provider.url(),
                "yera.llm.fast.model",
                "gpt-test",
                "yera.llm.fast.key-file",
                key.toString()));
    server = payara.server();
  }

  @AfterAll
  static void stop() throws IOException {
    payara.close();
    provider.close();
  }

  private static String said(SseClient stream) {
    return stream.events().stream()
        .filter(event -> event.type().equals("markdown"))
        .map(event -> (String) event.data().get("content"))
        .collect(Collectors.joining());
  }

  @Test
  void anAppOfAnotherLanguageAsksWithoutAKeyOfItsOwn() throws IOException {
    provider.next(FakeProvider.says("Hel", "lo"));
    String id = server.create("it.model");
    try (SseClient stream = server.stream(id)) {
      assertThat(stream.awaitExit()).containsEntry("exit_code", 0L);
      assertThat(said(stream)).isEqualTo("Hello");
      Map<?, ?> environment =
          (Map<?, ?>) stream.awaitEvent(event -> event.type().equals("json")).data().get("value");
      assertThat(environment.get("OPENAI_API_KEY")).asString().startsWith("yera-" + id);
      assertThat(environment.toString()).doesNotContain(KEY);
    }
    assertThat(provider.asked().get(provider.asked().size() - 1).head()).contains("Bearer " + KEY);
    await()
        .untilAsserted(
            () ->
                assertThat(server.get("/api/metrics").text())
                    .contains(
                        "yera_llm_tokens_total{app=\"it.model\",kind=\"prompt\",model=\"fast\"}"));
    isNowhere(KEY);
  }

  /** Neither in what the server keeps and logs, nor in what it tells whom it serves. */
  private static void isNowhere(String secret) throws IOException {
    for (Path root : List.of(folder.resolve("data"), payara.work())) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(
                  new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                      .contains(secret))
              .as("%s has the key", file)
              .isFalse();
        }
      }
    }
    assertThat(payara.log()).doesNotContain(secret);
    assertThat(
            new String(server.get("/api/support").response().body(), StandardCharsets.ISO_8859_1))
        .doesNotContain(secret);
  }

  @Test
  void anAppWithoutANetworkAsksToo() {
    Sandboxes.assumeBubblewrap();
    provider.next(FakeProvider.says("from ", "afar"));
    try (SseClient stream = server.run("it.model-alone", Map.of())) {
      assertThat(stream.awaitExit()).containsEntry("exit_code", 0L);
      assertThat(said(stream)).isEqualTo("from afar");
    }
  }

  @Test
  void aModelStopsWhenASessionEnds() {
    int before = provider.answers().size();
    provider.next(FakeProvider.Answer::pause);
    String id = server.create("it.model");
    try (SseClient stream = server.stream(id)) {
      await().until(() -> provider.answers().size() > before);
      server.post("/api/sessions/" + id + "/end", Map.of());
      stream.awaitEnd();
      provider.answers().get(before).awaitGone();
    }
  }
}
