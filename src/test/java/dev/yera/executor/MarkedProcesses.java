package dev.yera.executor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The living processes that carry a session's mark, as {@code /proc} has them: looked for by other
 * code than the server's own. Zombies do not count.
 */
public final class MarkedProcesses {
  private MarkedProcesses() {}

  /** Their ids. */
  public static List<Long> of(Object sessionId) {
    String entry = "YERA_SESSION_ID=" + sessionId;
    List<Long> found = new ArrayList<>();
    for (long pid : all()) {
      if (isAlive(pid) && Arrays.asList(read(pid, "environ").split("\0")).contains(entry)) {
        found.add(pid);
      }
    }
    return found;
  }

  /** The living processes whose command line contains all of these. */
  public static List<Long> running(String... words) {
    List<Long> found = new ArrayList<>();
    for (long pid : all()) {
      String command = read(pid, "cmdline").replace('\0', ' ');
      if (isAlive(pid) && Stream.of(words).allMatch(command::contains)) {
        found.add(pid);
      }
    }
    return found;
  }

  /** Whether there is such a process, and it is no zombie. */
  public static boolean isAlive(long pid) {
    char state = state(pid);
    return state != ' ' && state != 'Z' && state != 'X';
  }

  /** {@code T} for a stopped one, {@code Z} for a zombie …; a blank if there is none. */
  public static char state(long pid) {
    String stat = read(pid, "stat");
    return stat.isEmpty() ? ' ' : stat.charAt(stat.lastIndexOf(')') + 2);
  }

  private static List<Long> all() {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .map(path -> path.getFileName().toString())
          .filter(name -> name.matches("\\d+"))
          .map(Long::parseLong)
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("/proc cannot be read", e);
    }
  }

  /** Empty for a process that is gone. */
  private static String read(long pid, String file) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
