package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import dev.yera.model.FakeProvider;
import dev.yera.sandbox.Sandboxes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apps of a server that has a language model, at a provider of the tests' own. */
@OwnServer
@Thorough
class LanguageModelsIT {
  private static final String REHEARSAL = "dev.yera.llm.FirstChat.rehearse";
  private static final String KEY = "sk-of-the-server-alone";

  /** Its server of tools can be told from others by its last argument. */
  private static final String TOOLED =
      """
      import static dev.yera.app.Yera.*;
      import static dev.yera.llm.Llm.*;
      import dev.yera.app.*;
      import dev.yera.llm.*;

      class Tooled {
        @App(name = "Tooled", description = "Uses tools of another program")
        static void tooled() {
          String program = appFolder().resolve("tools.py").toString();
          Model model =
              Model.usual().tools(McpTools.byCommand("python3", program, System.getenv("YERA_SESSION_ID")));
          Memory memory = new Memory();
          for (String said : chat()) {
            try {
              chat(model, memory, said);
            } catch (AppInterrupted stopped) {
              notice("Stopped.");
            }
          }
        }
      }
      """;

  @TempDir private static Path folder;
  private static FakeProvider provider;
  private static PayaraProcess payara;
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    provider = new FakeProvider();
    Path key = Files.writeString(folder.resolve("key"), KEY);
    Path apps = Files.createDirectory(folder.resolve("apps"));
    for (String each :
        List.of("asks-model.app.json", "asks-model-alone.app.json", "asks_model.py")) {
      Files.copy(Path.of("src/test/apps", each), apps.resolve(each));
    }
    Files.copy(Path.of("src/test/mcp/tools.py"), apps.resolve("tools.py"));
    Files.writeString(apps.resolve("Tooled.java"), TOOLED);
    payara =
        new PayaraProcess(
            "language-models",
            "",
            Map.of(
                "yera.apps.dir",
                apps.toString(),
                "yera.store.dir",
                folder.resolve("data").toString(),
                "yera.llm.models",
                "fast",
                "yera.llm.fast.base-url",
                provider.url(),
                "yera.llm.fast.model",
                "gpt-test",
                "yera.llm.currency",
                "EUR",
                "yera.llm.fast.output-price",
                "250000",
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
  void operatorsSeeItsSettingsWithoutItsKey() throws IOException {
    assertThat(server.get("/api/admin").text())
        .contains(
            "\"key\":\"yera.llm.fast.model\",\"value\":\"gpt-test\",\"origin\":\"system property\"",
            "\"key\":\"yera.llm.fast.provider\",\"value\":\"openai\",\"origin\":null")
        .doesNotContain(KEY);
    try (ZipInputStream zip =
        new ZipInputStream(
            new ByteArrayInputStream(server.get("/api/support").response().body()))) {
      ZipEntry entry = zip.getNextEntry();
      while (!entry.getName().equals("settings.txt")) {
        entry = zip.getNextEntry();
      }
      assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8))
          .contains("\nyera.llm.fast.base-url=" + provider.url() + "\n", "\n# yera.llm.fast.key=\n")
          .doesNotContain(KEY);
    }
  }

  @Test
  void anAppOfAnotherLanguageAsksWithoutAKeyOfItsOwn() throws IOException {
    provider.next(FakeProvider.says("Hel", "lo"));
    String id = server.create("it.model");
    try (SseClient stream = server.stream(id)) {
      assertThat(stream.awaitExit())
          .containsEntry("exit_code", 0L)
          .containsEntry(
              "models",
              Map.of(
                  "fast",
                  Map.of(
                      "requests",
                      1L,
                      "input_tokens",
                      9L,
                      "output_tokens",
                      2L,
                      "cost",
                      0.5,
                      "currency",
                      "EUR")));
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

  private static String example(String name) {
    return "dev.yera.examples.model." + name;
  }

  @Test
  void anAssistantIsStoppedBeforeAndAfterItsFirstTokenAndGoesOn() throws IOException {
    int before = provider.answers().size();
    provider
        .next(FakeProvider.Answer::pause)
        .next(
            to -> {
              to.stream();
              to.text("Once upon");
              to.pause();
            })
        .next(FakeProvider.says("Go", "od"));
    String id = server.create(example("Assistant.assistant"));
    try (SseClient stream = server.stream(id)) {
      for (int i = 0; i < 2; i++) {
        say(id, stream, i + 1);
        int asked = before + i;
        await().until(() -> provider.answers().size() > asked);
        if (i == 1) {
          stream.awaitEvent(event -> said(stream).equals("Once upon"));
        }
        assertThat(server.post("/api/sessions/" + id + "/interrupt", Map.of()).status())
            .isEqualTo(202);
        provider.answers().get(asked).awaitGone();
      }
      say(id, stream, 3);
      stream.awaitQuestion("chat_input", 4);
      assertThat(said(stream)).isEqualTo("Once uponGood");
    }
    assertThat(provider.asked().get(before + 2).body().get("messages").toString())
        .contains("role=assistant, content=Once upon");
    server.delete("/api/sessions/" + id);
  }

  @Test
  void anAssistantIsToldWhatIsInAFile() {
    int before = provider.answers().size();
    provider.next(FakeProvider.says("Oslo."));
    String id = server.create(example("Assistant.assistant"));
    try (SseClient stream = server.stream(id)) {
      Object file =
          server
              .post(
                  "/api/sessions/" + id + "/files?name=trip.txt", "Ann goes to Oslo.", "text/plain")
              .json()
              .get("file_id");
      say(id, stream, 1, List.of(file));
      stream.awaitQuestion("chat_input", 2);
      assertThat(stream.events().stream().filter(event -> event.type().equals("action")))
          .extracting(event -> event.data().get("message"))
          .contains("Reading trip.txt", "From trip.txt");
    }
    assertThat(provider.asked().get(before).body().get("messages").toString())
        .contains("# trip.txt\n\nAnn goes to Oslo.");
    server.delete("/api/sessions/" + id);
  }

  private static void say(String id, SseClient stream, int question) {
    say(id, stream, question, List.of());
  }

  private static void say(String id, SseClient stream, int question, List<Object> files) {
    String block = stream.awaitQuestion("chat_input", question).block();
    Map<String, Object> value = Map.of("text", "hi", "files", files);
    assertThat(server.answer(id, block, "chat_input", value).status()).isEqualTo(202);
  }

  @Test
  void aMailBecomesARowByAForm() {
    provider.next(
        FakeProvider.says(
            "{\"traveller\":\"Ann\",\"from\":\"Bonn\",\"to\":\"Oslo\",",
            "\"day\":\"2026-12-01\",\"nights\":3}"));
    String id = server.create(example("Extract.extract"));
    try (SseClient stream = server.stream(id)) {
      String mail = stream.awaitQuestion("text_input", 1).block();
      server.answer(id, mail, "text_input", "Ann goes to Oslo.");
      SseClient.Event form =
          stream.awaitEvent(
              event ->
                  event.type().equals("form") && "awaiting".equals(event.data().get("status")));
      Map<String, Object> fields =
          stream.events().stream()
              .filter(event -> form.block().equals(event.json().get("parent_block_id")))
              .collect(
                  Collectors.toMap(
                      SseClient.Event::block,
                      event ->
                          event.type().equals("date_picker")
                              ? event.data().get("default_date")
                              : event.data().get("default_value")));
      assertThat(fields.values()).contains("Ann", "Bonn", "Oslo", "2026-12-01");
      server.answer(id, form.block(), "form", fields);
      SseClient.Event table = stream.awaitEvent(event -> event.type().equals("table"));
      assertThat(table.data().get("rows").toString()).contains("Ann", "2026-12-01", "3");
    }
    server.delete("/api/sessions/" + id);
  }

  /** The folders in /proc of the server's workers that have the libraries from their start. */
  private static Stream<Path> modelWorkers() {
    return ProcessHandle.of(payara.pid())
        .orElseThrow()
        .descendants()
        .map(each -> Path.of("/proc", Long.toString(each.pid())))
        .filter(each -> has(each, "cmdline", REHEARSAL) && has(each, "cmdline", "SharedArchive"));
  }

  private static boolean has(Path process, String file, String text) {
    try {
      return Files.readString(process.resolve(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException gone) {
      return false;
    }
  }

  @Test
  void afterTheFirstSessionWorkersHaveTheLibrariesReady() {
    String app = example("Assistant.assistant");
    String first = server.create(app);
    assertThat(server.delete("/api/sessions/" + first).status()).isEqualTo(204);
    await().until(() -> modelWorkers().findAny().isPresent());
    provider.next(FakeProvider.says("I am ", "here."));
    String id = server.create(app);
    try (SseClient stream = server.stream(id)) {
      say(id, stream, 1);
      stream.awaitQuestion("chat_input", 2);
      assertThat(modelWorkers()).anyMatch(each -> has(each, "environ", id));
      assertThat(said(stream)).as("what was rehearsed is nowhere").isEqualTo("I am here.");
      assertThat(server.get("/api/sessions/" + id + "/diagnostics").list()).isEmpty();
    }
    assertThat(server.delete("/api/sessions/" + id).status()).isEqualTo(204);
  }

  private static boolean runs(String session) {
    return ProcessHandle.allProcesses()
        .anyMatch(
            each ->
                each.info()
                    .arguments()
                    .map(words -> words.length == 2 && words[1].equals(session))
                    .orElse(false));
  }

  @Test
  void aProgramOfToolsIsStoppedAndEndsWithItsSession() {
    provider
        .next(FakeProvider.calls("I count.", "hang", "{}"))
        .next(FakeProvider.calls("I count.", "add", "{\"a\":2,\"b\":3}"))
        .next(FakeProvider.says("Five."));
    String id = server.create("Tooled.tooled");
    try (SseClient stream = server.stream(id)) {
      server.answer(id, stream.awaitQuestion("text_input", 1).block(), "text_input", "a");
      stream.awaitEvent(event -> "hang {}".equals(event.data().get("message")));
      server.post("/api/sessions/" + id + "/interrupt", Map.of());
      server.answer(id, stream.awaitQuestion("text_input", 2).block(), "text_input", "b");
      stream.awaitQuestion("text_input", 3);
      assertThat(said(stream)).contains("Five.");
      assertThat(runs(id)).isTrue();
      server.post("/api/sessions/" + id + "/end", Map.of());
      stream.awaitEnd();
    }
    await().until(() -> !runs(id));
  }

  @Test
  void anAgentUsesItsTools() {
    provider
        .next(
            FakeProvider.calls(
                "I count.", "days", "{\"from\":\"2026-12-01\",\"to\":\"2026-12-24\"}"))
        .next(FakeProvider.says("23 days."));
    String id = server.create(example("Agent.agent"));
    try (SseClient stream = server.stream(id)) {
      String wish = stream.awaitQuestion("text_input", 1).block();
      server.answer(id, wish, "text_input", "How long to Christmas?");
      stream.awaitQuestion("text_input", 2);
      assertThat(said(stream)).contains("I count.", "23 days.");
      assertThat(stream.events().stream().filter(event -> event.type().equals("action")))
          .extracting(event -> event.data().get("message"))
          .contains("23");
    }
    server.delete("/api/sessions/" + id);
  }
}
