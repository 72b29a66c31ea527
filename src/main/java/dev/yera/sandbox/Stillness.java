package dev.yera.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether a process and its descendants do nothing. They may wait for input, for the network or for
 * the time: what exactly, Linux shows only to those that may trace them. Not thread-safe.
 */
public final class Stillness {
  private static final char SLEEPS = 'S';

  private final long leader;
  private Map<Long, Long> before = Map.of();

  /** That of this process and its descendants. */
  public Stillness(long leader) {
    this.leader = leader;
  }

  /**
   * Looks at them.
   *
   * @return whether all their threads sleep, and none of them had done anything since the look
   *     before; false at the first look
   */
  public boolean look() {
    Map<Long, Long> now = new HashMap<>();
    boolean sleeping = true;
    for (ProcStat each : processes()) {
      now.put(each.pid(), each.ticks());
      sleeping &= sleeps(each.pid());
    }
    boolean still = sleeping && !now.isEmpty() && now.equals(before);
    before = now;
    return still;
  }

  private List<ProcStat> processes() {
    return ProcessHandle.of(leader).stream()
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .flatMap(process -> ProcStat.of(process.pid()).stream())
        .toList();
  }

  private static boolean sleeps(long pid) {
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path thread : threads) {
        String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
        // pid (name) state …; the name may hold anything, also a parenthesis.
        if (stat.charAt(stat.lastIndexOf(')') + 2) != SLEEPS) {
          return false;
        }
      }
      return true;
    } catch (IOException gone) {
      return false; // something happens, then
    }
  }
}
