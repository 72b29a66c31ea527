package dev.yera.it;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.event.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody's first fifteen minutes, in a fresh copy of the sources: the commands and apps are those
 * of the README and of "Writing apps", taken from the pages. Only the port is another one. {@code
 * mvn -Pnewcomer verify}: it builds everything once more.
 */
@OwnServer
class FifteenMinutes {
  private static final Path README = Path.of("README.md");
  private static final Path WRITING = Path.of("src/site/markdown/writing-apps.md");

  /** A build, and a server, on a machine that does other things as well. */
  private static final Duration LONG = PATIENCE.multipliedBy(3);

  @TempDir private Path folder;
  private Path sources;
  private Path console;
  private Maven maven;
  private int port;
  private Process running;

  @BeforeEach
  void copyTheSources() throws Exception {
    sources = folder.resolve("yera");
    console = folder.resolve("console");
    maven = new Maven();
    port = freePort();
    String copy = "git ls-files -co --exclude-standard -z | xargs -0 cp --parents -t \"$1\"";
    Files.createDirectory(sources);
    assertThat(new ProcessBuilder("bash", "-c", copy, "bash", sources.toString()).start().waitFor())
        .isZero();
    List<String> options = new ArrayList<>(maven.options());
    options.add("-Dyera.http.port=" + port);
    Files.writeString(sources.resolve(".mvn/maven.config"), String.join("\n", options));
  }

  @AfterEach
  void end() throws Exception {
    if (running != null) {
      // As Ctrl-C does: Maven, and what it started.
      running.descendants().forEach(ProcessHandle::destroy);
      running.destroy();
      running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    maven.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The n-th block of this language on a page, from 0 on. */
  private String block(Path page, String language, int n) throws IOException {
    Matcher blocks =
        Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$").matcher(Files.readString(page));
    for (int i = 0; i <= n; i++) {
      assertThat(blocks.find()).isTrue();
    }
    return blocks.group(1).replace("127.0.0.1:8080", "127.0.0.1:" + port);
  }

  /** What a console block has the reader type. */
  private String typed(Path page, int n) throws IOException {
    return block(page, "console", n)
        .replaceAll("\\\\\n\\s*", "")
        .lines()
        .filter(line -> line.startsWith("$ "))
        .map(line -> line.substring(2))
        .reduce("", (before, line) -> before + line + "\n");
  }

  private Process start(String command, Path output) throws IOException {
    return new ProcessBuilder("bash", "-c", command)
        .directory(sources.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private String run(String command, String input) throws Exception {
    Path output = Files.createTempFile(folder, "output", "");
    Process process = start(command, output);
    try (var typed = process.getOutputStream()) {
      typed.write(input.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).as(command).isTrue();
    assertThat(process.exitValue()).as("%s%n%s", command, Files.readString(output)).isZero();
    return Files.readString(output);
  }

  @Test
  void whoStartsWithTheReadmeHasAnAppWithATest() throws Exception {
    String first = block(README, "sh", 0).lines().findFirst().orElseThrow();
    running = start(first, console);
    String url = "http://127.0.0.1:" + port + "/";
    await().atMost(LONG).until(() -> Files.readString(console).contains(url) || !running.isAlive());
    List<String> lines = Files.readAllLines(console);
    assertThat(lines).as("the console output of a start").hasSizeLessThanOrEqualTo(10);
    assertThat(lines.get(lines.size() - 1)).endsWith(url);

    theTour();
    Server server = new Server(port, "");
    Path apps = sources.resolve("apps");
    Files.writeString(apps.resolve("Hello.java"), block(README, "java", 0));
    Files.writeString(apps.resolve("hello.py"), block(README, "python", 0));
    Files.writeString(apps.resolve("hello.app.json"), block(README, "json", 0));
    greets(server, "com.example.Hello.hello");
    greets(server, "tools.hello");

    Files.writeString(apps.resolve("sales.csv"), block(WRITING, "csv", 0));
    Files.writeString(apps.resolve("Sales.java"), app("Sales"));
    Files.writeString(apps.resolve("Trips.java"), app("Trips"));
    readsWhatIsBesideIt(server);
    forgives(server);

    Files.writeString(sources.resolve("Hello.java"), block(WRITING, "java", 0));
    assertThat(run(typed(WRITING, 0), "Ada\n")).contains("Hello, **Ada**!");

    run(projectOf(), "");
    await().until(() -> server.get("/api/apps/com.example.Lunch.order").status() == 200);
  }

  /** The commands about a project, with Maven's options also where it is none of this folder. */
  private String projectOf() throws IOException {
    Matcher project =
        Pattern.compile("(?ms)^## A project of its own$.*?^```sh\n(.*?)^```$")
            .matcher(Files.readString(WRITING));
    assertThat(project.find()).isTrue();
    return project
        .group(1)
        .replace("mvn -q -f", "mvn " + String.join(" ", maven.options()) + " -q -f");
  }

  private void theTour() throws Exception {
    Object id = ((Map<?, ?>) Json.read(run(typed(README, 0), ""))).get("session_id");
    Path stream = folder.resolve("stream");
    Process viewer = start(typed(README, 1).replaceFirst("S=.*", "S=" + id), stream);
    try {
      await().until(() -> Files.readString(stream).contains("\"block_id\":\"b0\""));
      assertThat(run("S=" + id + "\n" + typed(README, 2), "")).contains("\"status\":\"accepted\"");
      await().until(() -> Files.readString(stream).contains("\"data\":{\"content\":\"Hello\"}"));
      new Server(port, "").answer((String) id, "b2", "text_input", "/quit");
      assertThat(viewer.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(Files.readString(stream)).contains("Yera program completed successfully.");
    } finally {
      viewer.destroy();
    }
  }

  /** The app of this class, of <em>Writing apps</em>. */
  private static String app(String name) throws IOException {
    Matcher app =
        Pattern.compile("(?ms)^```java\n((?:(?!^```).)*?^class " + name + " .*?)^```$")
            .matcher(Files.readString(WRITING));
    assertThat(app.find()).isTrue();
    return app.group(1);
  }

  private static void readsWhatIsBesideIt(Server server) {
    await().until(() -> server.get("/api/apps/Sales.sales").status() == 200);
    String id = server.create("Sales.sales");
    try (SseClient stream = server.stream(id)) {
      SseClient.Event question = stream.awaitEvent(event -> event.type().equals("number_input"));
      server.answer(id, question.block(), "number_input", 100);
      assertThat(stream.awaitEvent(event -> event.type().equals("table")).data())
          .containsEntry("rows", List.of(List.of("May", 120L)));
      stream.awaitEnd();
    }
  }

  private static void forgives(Server server) {
    await().until(() -> server.get("/api/apps/Trips.plan").status() == 200);
    String id = server.create("Trips.plan");
    try (SseClient stream = server.stream(id)) {
      SseClient.Event form =
          stream.awaitEvent(
              event ->
                  event.type().equals("form") && "awaiting".equals(event.data().get("status")));
      Map<String, Object> values = new LinkedHashMap<>();
      values.put(field(stream, "text_input"), "Rome");
      values.put(field(stream, "date_picker"), "2020-01-01");
      values.put(field(stream, "slider"), 2);
      values.put(field(stream, "buttons"), "SHIP");
      server.answer(id, form.block(), "form", values);
      stream.awaitEvent(event -> "That day is over.".equals(event.data().get("error")));
      await().until(() -> server.state(id).get("awaiting").equals(List.of(form.block())));
      values.put(field(stream, "date_picker"), "2096-01-01");
      server.answer(id, form.block(), "form", values);
      stream.awaitEnd();
      assertThat(stream.awaitExit()).containsEntry("exit_code", 0L);
    }
  }

  private static String field(SseClient stream, String type) {
    return stream.awaitEvent(event -> event.type().equals(type)).block();
  }

  private static void greets(Server server, String app) {
    await().until(() -> server.get("/api/apps/" + app).status() == 200);
    String id = server.create(app);
    try (SseClient stream = server.stream(id)) {
      SseClient.Event question = stream.awaitEvent(event -> event.type().equals("text_input"));
      server.answer(id, question.block(), "text_input", "Ada");
      assertThat(stream.awaitEvent(event -> event.type().equals("markdown")).data())
          .containsEntry("content", "## Hello, Ada!");
      stream.awaitEnd();
    }
  }
}
