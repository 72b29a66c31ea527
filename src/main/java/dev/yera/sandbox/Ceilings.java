package dev.yera.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The limits that a process keeps and hands down: they are set by the shell that becomes the
 * command. There is none on memory: what a JVM reserves says nothing of what it uses.
 *
 * @param openFiles at most what the server itself may have
 * @param fileSize in blocks of 512 bytes, likewise
 * @param processes 0 where the kernel counts those of the whole user, as it did before Linux 5.14
 */
record Ceilings(long openFiles, long fileSize, int processes) {
  private static final Path OWN = Path.of("/proc/self/limits");
  private static final int BLOCK = 512;
  private static final long MOST_FILES = own("Max open files");
  private static final long LARGEST_FILE = own("Max file size");

  /**
   * {@code dash} and {@code ash} call the number of processes {@code -p}, {@code bash} calls it
   * {@code -u}. When memory runs out, the kernel is to take an app and not the server. What shells
   * and bubblewrap add to the environment is none of the app's.
   */
  private static final String SCRIPT =
      "ulimit -n \"$1\"; ulimit -f \"$2\";"
          + " [ \"$3\" = 0 ] || ulimit -u \"$3\" 2>/dev/null || ulimit -p \"$3\";"
          + " echo 500 2>/dev/null >/proc/self/oom_score_adj;"
          + " unset PWD OLDPWD SHLVL; shift 3; exec \"$@\"";

  static Ceilings of(Limits limits, boolean countsProcesses) {
    return new Ceilings(
        Math.min(limits.openFiles(), MOST_FILES),
        Math.min(limits.fileSize(), LARGEST_FILE) / BLOCK,
        countsProcesses ? limits.processes() : 0);
  }

  /** The words before a command. */
  List<String> words() {
    List<String> words = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
    words.add(Long.toString(openFiles));
    words.add(Long.toString(fileSize));
    words.add(Integer.toString(processes));
    return words;
  }

  /** What the server's own limit cannot be raised above. */
  private static long own(String name) {
    try {
      for (String line : Files.readAllLines(OWN)) {
        if (line.startsWith(name)) {
          String hard = line.substring(name.length()).strip().split("\\s+", -1)[1];
          return hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard);
        }
      }
      return Long.MAX_VALUE;
    } catch (IOException e) {
      throw new IllegalStateException(OWN + " cannot be read", e);
    }
  }
}
