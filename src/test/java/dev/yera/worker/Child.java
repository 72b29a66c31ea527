package dev.yera.worker;

import static dev.yera.Patience.PATIENCE;

import dev.yera.event.InputEvent;
import dev.yera.event.StartUser;
import dev.yera.event.json.Json;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.json.JsonFactory;

/** A real child JVM that runs {@link Main}, as the server starts it. */
final class Child implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;
  private final OutputStream in;
  private final CompletableFuture<String> errors;

  private Child(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.in = process.getOutputStream();
    this.errors = CompletableFuture.supplyAsync(() -> readAll(process));
  }

  /** With its libraries first, as a server has them: in the order of their names. */
  static Child launch(String... options) throws IOException {
    String classPath =
        String.join(
            File.pathSeparator,
            List.of(home(JsonFactory.class), home(Main.class), home(Child.class)));
    List<String> command = new ArrayList<>(List.of("sh", "-c", Main.MOVE_PIPES, "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, Main.class.getName()));
    return new Child(new ProcessBuilder(command).start());
  }

  /** A child that was told to run this app, and said that it was ready. */
  static Child running(String appId, Map<String, ?> kwargs) throws IOException {
    Child child = launch();
    child.start(appId, kwargs);
    if (!child.line().equals("{\"type\":\"ready\"}")) {
      throw new IllegalStateException("not ready");
    }
    return child;
  }

  private static String home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String readAll(Process process) {
    try {
      return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void start(String appId, Map<String, ?> kwargs) throws IOException {
    send(
        new InputEvent.Start(
            "session", appId, List.of(), kwargs, List.of(), null, StartUser.UNKNOWN));
  }

  void send(InputEvent event) throws IOException {
    in.write(event.json());
    in.write('\n');
    in.flush();
  }

  /** Answers a question that the child asked. */
  void answer(Map<String, Object> question, Object value) throws IOException {
    send(
        new InputEvent.Input(
            (String) question.get("block_id"), (String) question.get("block_type"), value));
  }

  void endInput() throws IOException {
    in.close();
  }

  /** The server does not read any more. */
  void closeOutput() throws IOException {
    out.close();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  String line() throws IOException {
    return out.readLine();
  }

  /** The next event; null at the end. */
  @SuppressWarnings("unchecked") // a line is an object
  Map<String, Object> event() throws IOException {
    String line = line();
    return line == null ? null : (Map<String, Object>) Json.read(line);
  }

  /** The data of the next event. */
  @SuppressWarnings("unchecked") // data is an object
  Map<String, Object> data() throws IOException {
    return (Map<String, Object>) event().get("data");
  }

  int status() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running");
    }
    return process.exitValue();
  }

  String errors() throws Exception {
    return errors.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
