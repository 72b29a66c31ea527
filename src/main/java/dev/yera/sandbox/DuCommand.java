package dev.yera.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The system's {@code du}: it counts blocks, enters what is nested too deep for a path, and has
 * memory and open files of its own. Thread-safe.
 *
 * @param longest for one call
 */
record DuCommand(Duration longest) {
  /** More than any disk has, and still a number to add to. */
  private static final long BEYOND_ALL = 1L << 60;

  private static final int KIB = 1024;

  /**
   * Files vanish while it looks, which it takes for an error; folders without rights do not, they
   * get those of their owner. Links are followed where they are arguments only.
   */
  private static final String SCRIPT =
      "n=$(du -skHx -- \"$@\" 2>/dev/null) ||"
          + " { find \"$@\" -type d ! -perm -700 -exec chmod u+rwx '{}' ';' 2>/dev/null;"
          + " n=$(du -skHx -- \"$@\" 2>/dev/null); };"
          + " printf '%s\\n' \"$n\"";

  /**
   * What these take on the disk.
   *
   * @param paths at most a thousand
   * @return bytes; 2<sup>60</sup> if there is so much that it could not be counted in time
   * @throws IOException if it cannot be had
   */
  long bytes(List<Path> paths) throws IOException {
    if (paths.isEmpty()) {
      return 0;
    }
    List<String> words = new ArrayList<>(List.of("nice", "-n", "19", "sh", "-c", SCRIPT, "sh"));
    paths.forEach(path -> words.add(path.toString()));
    Process process =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        return BEYOND_ALL;
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return said.lines().mapToLong(DuCommand::bytes).sum();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static long bytes(String line) {
    String[] fields = line.split("\\s", 2);
    try {
      return Long.parseLong(fields[0]) * KIB;
    } catch (NumberFormatException e) {
      throw new UncheckedIOException(new IOException("du said " + line, e));
    }
  }
}
