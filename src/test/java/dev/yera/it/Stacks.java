package dev.yera.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What our threads in the servers of this user are doing: for a test that waits for one in vain.
 */
public final class Stacks {
  private static final String OURS = "dev.yera.";

  private Stacks() {}

  /** All threads with our code in them, of each server. */
  public static String ofServers() {
    return ProcessHandle.allProcesses()
        .filter(each -> each.pid() != ProcessHandle.current().pid())
        .filter(each -> each.info().commandLine().orElse("").contains("micro"))
        .map(each -> each.info().commandLine().orElse("") + "\n" + of(each.pid()))
        .collect(Collectors.joining("\n"));
  }

  private static String of(long pid) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process asked =
          new ProcessBuilder(List.of(jcmd.toString(), Long.toString(pid), "Thread.print"))
              .redirectErrorStream(true)
              .start();
      String all = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(all.split("\n\n", -1))
          .filter(thread -> thread.contains(OURS))
          .collect(Collectors.joining("\n\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
