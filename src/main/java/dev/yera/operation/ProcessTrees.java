package dev.yera.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The processes below the server's, as text. Without what they were started with: arguments are
 * what users gave.
 */
final class ProcessTrees {
  private static final long PAGE = 4096;
  private static final String BESIDE = "  ";

  private final Map<Long, List<ProcessHandle>> children = new HashMap<>();
  private final StringBuilder text = new StringBuilder("pid, program, start, CPU, memory\n");

  private ProcessTrees() {}

  static String now() {
    ProcessTrees trees = new ProcessTrees();
    ProcessHandle server = ProcessHandle.current();
    server
        .descendants()
        .forEach(
            each ->
                each.parent()
                    .ifPresent(
                        parent ->
                            trees
                                .children
                                .computeIfAbsent(parent.pid(), pid -> new ArrayList<>())
                                .add(each)));
    trees.add(server, "");
    return trees.text.toString();
  }

  private void add(ProcessHandle process, String indent) {
    ProcessHandle.Info info = process.info();
    text.append(indent)
        .append(process.pid())
        .append(BESIDE)
        .append(info.command().orElse("?"))
        .append(BESIDE)
        .append(info.startInstant().map(Instant::toString).orElse("?"))
        .append(BESIDE)
        .append(info.totalCpuDuration().map(Object::toString).orElse("?"))
        .append(BESIDE)
        .append(resident(process.pid()))
        .append('\n');
    // Taken out: a pid that was given again while we looked must not make a circle.
    List<ProcessHandle> below = children.remove(process.pid());
    if (below != null) {
      below.stream()
          .sorted(Comparator.comparingLong(ProcessHandle::pid))
          .forEach(each -> add(each, indent + BESIDE));
    }
  }

  private static String resident(long pid) {
    try {
      String[] pages = Files.readString(Path.of("/proc/" + pid + "/statm")).split(" ", -1);
      return Long.parseLong(pages[1]) * PAGE / 1024 + " KiB";
    } catch (IOException | NumberFormatException gone) {
      return "gone";
    }
  }
}
