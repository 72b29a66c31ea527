package dev.yera.executor;

import dev.yera.work.WorkFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small server of its own process that is started without a locale. Says how an argument, a
 * variable, a folder and nothing beyond ASCII fared.
 */
final class ServerWithoutLocale {
  private ServerWithoutLocale() {}

  /** A folder with one other in it, whose name is beyond ASCII. */
  public static void main(String[] words) throws IOException {
    Path folder = Path.of(words[0]);
    Path inner;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      inner = all.iterator().next();
    }
    ExecutorService threads = Executors.newCachedThreadPool();
    Path work = Files.createTempDirectory(folder.getParent(), "work");
    try (Guard guard = new Guard(new WorkFolder(work), Duration.ofSeconds(1))) {
      say(guard, threads, List.of("echo", "Zoë"), Map.of(), folder);
      say(guard, threads, List.of("echo", "variable"), Map.of("NAME", "Zoë"), folder);
      say(guard, threads, List.of("echo", "folder"), Map.of(), inner);
      say(guard, threads, List.of("echo", "plain"), Map.of(), folder);
    }
    threads.shutdown();
  }

  private static void say(
      Guard guard,
      ExecutorService threads,
      List<String> command,
      Map<String, String> more,
      Path folder) {
    Map<String, String> environment = new HashMap<>(Run.ENVIRONMENT);
    environment.putAll(more);
    Run run = new Run(guard, threads, new Launch(command, environment, folder, false)).start();
    ProcessEnd ending = run.ending();
    System.out.println(
        ending.status() + " " + ending.startFailure().orElseGet(() -> run.output().strip()));
  }
}
