package dev.yera.app.local;

import static dev.yera.Patience.PATIENCE;

import dev.yera.event.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program that uses {@code yera.py} or {@code yera.js}, with the test as its server. */
final class ModuleApp implements AutoCloseable {
  private static final Path MODULES = Path.of("src", "main", "helpers").toAbsolutePath();

  private final Process process;

  /** What hangs is ended, so that the test fails. */
  private final CompletableFuture<Process> end;

  private final Path printed;
  private final Writer lines;
  private final BufferedReader said;

  private ModuleApp(Process process, Path printed) {
    this.process = process;
    this.end =
        process
            .onExit()
            .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .exceptionally(late -> process.destroyForcibly());
    this.printed = printed;
    this.lines = process.outputWriter(StandardCharsets.UTF_8);
    this.said = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts what is written in this language. */
  static ModuleApp start(Path folder, String language, String program) throws IOException {
    Path file = Files.writeString(folder.resolve("app." + language), program);
    Path printed = folder.resolve("printed");
    ProcessBuilder builder =
        // As the server starts apps: whoever runs tests in the background has interrupts ignored.
        new ProcessBuilder(
            "env", "--default-signal", language.equals("py") ? "python3" : "node", file.toString());
    builder.environment().put("PYTHONPATH", MODULES.toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("NODE_PATH", MODULES.toString());
    ModuleApp app = new ModuleApp(builder.redirectError(printed.toFile()).start(), printed);
    app.send(Map.of("type", "start", "kwargs", Map.of()));
    return app;
  }

  private void send(Map<String, ?> line) throws IOException {
    lines.write(Json.text(line) + "\n");
    lines.flush();
  }

  void interrupt() throws IOException {
    send(Map.of("type", "interrupt"));
  }

  /** Answers a question; with null, too. */
  void answer(Map<?, ?> question, Object value) throws IOException {
    Map<String, Object> line = new HashMap<>();
    line.put("type", "input");
    line.put("block_id", question.get("block_id"));
    line.put("value", value);
    send(line);
  }

  /** Whether it has written something that nobody has read. */
  boolean hasSaid() throws IOException {
    return process.getInputStream().available() > 0;
  }

  /** What it has printed so far. */
  String printed() throws IOException {
    return Files.readString(printed);
  }

  /** The next event of this type. */
  Map<?, ?> next(String type) throws IOException {
    while (true) {
      String line = said.readLine();
      if (line == null) {
        throw new IOException("it ended before a " + type + ": " + printed());
      }
      Map<?, ?> event = (Map<?, ?>) Json.read(line);
      if (event.get("block_type").equals(type)) {
        return event;
      }
    }
  }

  /**
   * All lines that follow, until it has ended. Once it has said how it ends, its input ends, as on
   * a server.
   */
  List<String> rest() throws IOException {
    List<String> rest = new ArrayList<>();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      rest.add(line);
      if (line.contains("\"exit_code\"")) {
        lines.close();
      }
    }
    return rest;
  }

  int status() throws InterruptedException {
    return end.join().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
