package dev.yera.executor;

import dev.yera.work.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small server of its own process: runs each script it is given and says under which mark. Then
 * it waits to be killed.
 */
final class GuardedServer {
  /** Before a script that is to run on a terminal. */
  static final String TERMINAL = "terminal: ";

  private GuardedServer() {}

  /** The work folder, then the scripts. */
  public static void main(String[] words) throws IOException {
    ExecutorService threads = Executors.newCachedThreadPool();
    Guard guard = new Guard(new WorkFolder(Path.of(words[0])), Duration.ofSeconds(1));
    for (int i = 1; i < words.length; i++) {
      Run run =
          (words[i].startsWith(TERMINAL)
                  ? new Run(guard, threads, Run.onTerminal(words[i].substring(TERMINAL.length())))
                  : new Run(guard, threads, words[i]))
              .start();
      while (!run.output().contains("ready")) {
        Thread.onSpinWait();
      }
      System.out.println(run.mark);
    }
    System.out.println("running");
  }
}
