package dev.yera.executor;

import static dev.yera.Patience.join;

import dev.yera.sandbox.Box;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** One executor of a bash script, and what is heard of it. */
final class Run implements AppExecutor.Listener {
  static final Map<String, String> ENVIRONMENT = Map.of("PATH", System.getenv("PATH"));

  final Mark mark = new Mark(UUID.randomUUID());
  final AppExecutor executor;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final CompletableFuture<ProcessEnd> ending = new CompletableFuture<>();
  private volatile List<Long> leftAtTheEnd;
  private volatile int started;

  Run(Guard guard, ExecutorService threads, String script) {
    this(guard, threads, List.of("bash", "-c", script), Path.of("/"));
  }

  /** One that says when it is ready, and takes its turn before. */
  Run(Guard guard, ExecutorService threads, Starts starts, String script) {
    List<String> command = List.of("bash", "-c", script);
    Launch launch = new Launch(command, ENVIRONMENT, Path.of("/"), true);
    executor = new AppExecutor(launch, mark, guard, threads, Optional::empty, starts, this);
  }

  Run(Guard guard, ExecutorService threads, List<String> command, Path folder) {
    this(guard, threads, new Launch(command, ENVIRONMENT, folder, false));
  }

  Run(Guard guard, ExecutorService threads, Launch launch) {
    executor = new AppExecutor(launch, mark, guard, threads, Optional::empty, new Starts(1), this);
  }

  /** One whose process is there already. */
  Run(Guard guard, ExecutorService threads, Process ready) {
    Launch launch = new Launch(List.of("true"), ENVIRONMENT, Path.of("/"), false);
    Starts starts = new Starts(1);
    executor =
        new AppExecutor(launch, mark, guard, threads, () -> Optional.of(ready), starts, this);
  }

  /** A bash script on a terminal of its own. */
  static Launch onTerminal(String script) {
    List<String> command = List.of("bash", "-c", script);
    return new Launch(command, ENVIRONMENT, Path.of("/"), false, true, Box.NONE, mark -> Map.of());
  }

  Run start() {
    executor.start();
    return this;
  }

  /** How it ended. */
  ProcessEnd ending() {
    return join(ending);
  }

  boolean hasEnded() {
    return ending.isDone();
  }

  /** Processes that carried the mark when the end was told. */
  List<Long> leftAtTheEnd() {
    ending();
    return leftAtTheEnd;
  }

  int timesStarted() {
    return started;
  }

  synchronized String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  synchronized String errors() {
    return errors.toString(StandardCharsets.UTF_8);
  }

  void writeLine(String line) {
    executor.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public synchronized void started(long pid) {
    if (output.size() > 0) {
      throw new IllegalStateException("output came before the start");
    }
    started++;
  }

  @Override
  public synchronized void output(byte[] buffer, int length) {
    output.write(buffer, 0, length);
  }

  @Override
  public synchronized void error(byte[] buffer, int length) {
    errors.write(buffer, 0, length);
  }

  @Override
  public void ended(ProcessEnd how) {
    leftAtTheEnd = MarkedProcesses.of(mark);
    if (!ending.complete(how)) {
      throw new IllegalStateException("the end was told twice");
    }
  }
}
