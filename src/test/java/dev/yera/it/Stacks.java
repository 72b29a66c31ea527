package dev.yera.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What our threads in the servers of this user are doing: for a test that waits for one in vain.
 */
public final class Stacks {
  private static final String OURS = "dev.yera.";
  private static final int MOST_FRAMES = 8;
  private static final int INNERMOST = 2;

  private Stacks() {}

  /** All threads with our code in them, of each server, a line for each. */
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
          .map(Stacks::line)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its name, and where it is: the innermost frames, and those of ours. */
  private static String line(String thread) {
    List<String> frames =
        thread
            .lines()
            .map(String::strip)
            .filter(each -> each.startsWith("at "))
            .map(each -> each.substring("at ".length()).replaceFirst("^java.base[^/]*/", ""))
            .toList();
    String where =
        IntStream.range(0, frames.size())
            .filter(i -> i < INNERMOST || frames.get(i).startsWith(OURS))
            .limit(MOST_FRAMES)
            .mapToObj(frames::get)
            .collect(Collectors.joining(" < "));
    return thread.replaceFirst("(?s)^\"([^\"]*)\".*", "$1") + ": " + where;
  }
}
