package dev.yera.executor;

import dev.yera.work.WorkFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A small server of its own process, to be started as {@code nohup} or a script's background starts
 * one. Says which signals an app ignores and blocks, then a worker of the pool, and last why a
 * program whose name looks like a variable was not started.
 */
final class IgnoringServer {
  private static final String STATUS =
      "grep '^Sig[BI]' /proc/self/status | tr -s '\\t\\n' '  '; echo";

  private IgnoringServer() {}

  /** The work folder. */
  public static void main(String[] words) throws IOException {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (Guard guard = new Guard(new WorkFolder(Path.of(words[0])), Duration.ofSeconds(1))) {
      Run app = new Run(guard, threads, STATUS).start();
      app.ending();
      System.out.print(app.output());
      System.out.println(ofAWorker(guard, threads));
      Run variable = new Run(guard, threads, List.of("A=B", "echo"), Path.of("/")).start();
      System.out.println(variable.ending().startFailure());
    }
    threads.shutdown();
  }

  private static String ofAWorker(Guard guard, ExecutorService threads) throws IOException {
    Launch launch =
        new Launch(List.of("sh", "-c", STATUS + "; cat"), Run.ENVIRONMENT, Path.of("/"), true);
    try (WorkerPool pool =
        new WorkerPool(
            1,
            Duration.ofSeconds(20),
            () -> launch,
            guard,
            new Starts(1),
            threads,
            System::nanoTime)) {
      pool.fill();
      Optional<UUID> ready = Optional.empty();
      while (ready.isEmpty()) {
        LockSupport.parkNanos(10_000_000);
        ready = pool.reserve(new byte[0]);
      }
      Process worker = pool.take(new Mark(ready.get())).orElseThrow();
      try (BufferedReader said = worker.inputReader()) {
        return said.readLine();
      }
    }
  }
}
