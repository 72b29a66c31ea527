package dev.yera.sandbox;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@code /proc} says of one process.
 *
 * @param begun when it was started, in the kernel's ticks: with the pid it is unique
 * @param ticks processor time of its own and of the children that it has waited for
 * @param resident bytes that are in memory, those included that it shares with others
 */
record ProcStat(
    long pid,
    long parent,
    long group,
    long session,
    long begun,
    long ticks,
    int threads,
    long resident) {
  private static final Path PROC = Path.of("/proc");
  private static final int ENOUGH = 1024;

  /** The same on every Linux, whatever the kernel's own. */
  private static final long TICKS_PER_SECOND = 100;

  private static final long PAGE = 4096;
  private static final int KIB = 1024;

  /** Empty for one that is gone, or a zombie. */
  static Optional<ProcStat> of(long pid) {
    byte[] bytes = new byte[ENOUGH];
    String text;
    try (FileInputStream in = new FileInputStream("/proc/" + pid + "/stat")) {
      text = new String(bytes, 0, Math.max(0, in.read(bytes)), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return Optional.empty();
    }
    // pid (name) state parent …; the name may hold anything, also a parenthesis.
    String[] fields = text.substring(text.lastIndexOf(')') + 1).strip().split(" ", -1);
    if (fields.length < 22 || fields[0].equals("Z") || fields[0].equals("X")) {
      return Optional.empty();
    }
    long ticks = 0;
    for (int i = 11; i <= 14; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return Optional.of(
        new ProcStat(
            pid,
            Long.parseLong(fields[1]),
            Long.parseLong(fields[2]),
            Long.parseLong(fields[3]),
            Long.parseLong(fields[19]),
            ticks,
            Integer.parseInt(fields[17]),
            Long.parseLong(fields[21]) * PAGE));
  }

  static Duration time(long ticks) {
    return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
  }

  static long ticks(Duration time) {
    return time.toMillis() * TICKS_PER_SECOND / 1000;
  }

  /** Bytes that it has for itself, and its part of those that it shares. Costs a look at each. */
  long proportionate() {
    try {
      long sum = 0;
      for (String line : Files.readAllLines(file("smaps_rollup"))) {
        if (line.startsWith("Pss:") || line.startsWith("SwapPss:")) {
          sum += Long.parseLong(line.replaceAll("\\D", "")) * KIB;
        }
      }
      return sum;
    } catch (IOException gone) {
      return Files.exists(file("stat")) ? resident : 0; // or a kernel before 4.14
    }
  }

  /** What it was started with. */
  String environment() {
    try {
      return Files.readString(file("environ"), StandardCharsets.ISO_8859_1);
    } catch (IOException notOurs) {
      return "";
    }
  }

  private Path file(String name) {
    return PROC.resolve(Long.toString(pid)).resolve(name);
  }
}
