package dev.yera.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What Linux says of processes. A process that is gone has nothing: zero, or an empty text. */
public final class ProcFiles {
  private static final Path PROC = Path.of("/proc");

  /** {@code getconf CLK_TCK}; 100 on every Linux that a JDK runs on. */
  private static final int TICKS_PER_SECOND = 100;

  private ProcFiles() {}

  /** The living processes with all of these at the beginning of an entry of their environment. */
  public static List<Long> withEnvironment(String... beginnings) throws IOException {
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : all) {
        long pid = Long.parseLong(process.getFileName().toString());
        // With a NUL before it, the first entry looks like all the others.
        String environment = "\0" + read(pid, "environ");
        boolean hasAll = true;
        for (String beginning : beginnings) {
          hasAll &= environment.contains("\0" + beginning);
        }
        if (hasAll && isAlive(pid)) {
          found.add(pid);
        }
      }
    }
    return found;
  }

  /** A zombie is gone already; only its parent can take it away. */
  private static boolean isAlive(long pid) {
    String state = afterName(pid);
    return !state.isEmpty() && !state.startsWith("Z");
  }

  /** Proportional set size in bytes: what is shared by n processes counts as an n-th. */
  public static long pss(long pid) {
    return kibibytes(read(pid, "smaps_rollup"), "Pss:") * 1024;
  }

  /** Resident set size in bytes. */
  public static long rss(long pid) {
    return kibibytes(read(pid, "status"), "VmRSS:") * 1024;
  }

  /** Threads of the process. */
  public static long threads(long pid) {
    return kibibytes(read(pid, "status"), "Threads:");
  }

  /** Open file descriptors. */
  public static long descriptors(long pid) throws IOException {
    return count(PROC.resolve(Long.toString(pid)).resolve("fd"));
  }

  /** Seconds of processor that the process took, in user and in kernel mode; children not. */
  public static double cpuSeconds(long pid) {
    return seconds(pid, 11);
  }

  /** Seconds of processor that those children of the process took that have ended. */
  public static double cpuSecondsOfEnded(long pid) {
    return seconds(pid, 13);
  }

  /** Two neighbouring fields: in user mode, in kernel mode. */
  private static double seconds(long pid, int first) {
    String[] fields = afterName(pid).split(" ", -1);
    return fields.length < first + 2
        ? 0
        : (Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1]))
            / (double) TICKS_PER_SECOND;
  }

  /** Seconds of processor that all of them took; see {@link #cpuSeconds(long)}. */
  public static double cpuSeconds(List<Long> pids) {
    return pids.stream().mapToDouble(ProcFiles::cpuSeconds).sum();
  }

  /** Fields of {@code stat} from the state on: a program's name may have spaces. */
  private static String afterName(long pid) {
    String stat = read(pid, "stat");
    return stat.isEmpty() ? "" : stat.substring(stat.lastIndexOf(')') + 2);
  }

  private static long kibibytes(String lines, String name) {
    return lines
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  static long count(Path folder) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      long count = 0;
      for (Path ignored : all) {
        count++;
      }
      return count;
    }
  }

  private static String read(long pid, String file) {
    try {
      Path path = PROC.resolve(Long.toString(pid)).resolve(file);
      return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
