package dev.yera.app.local;

import dev.yera.event.block.Exit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The box at the end of a run in a terminal: reason, duration and return value. */
final class Panel {
  private Panel() {}

  static String of(Exit exit, Duration took) {
    List<String> lines = new ArrayList<>();
    lines.addAll(exit.reason().lines().toList());
    if (exit.error() != null && !exit.error().errorType().equals(exit.reason())) {
      lines.add(exit.error().errorType());
    }
    if (exit.returnValue() != null) {
      lines.add("returned " + exit.returnValue().replace('\n', ' '));
    }
    lines.add(
        String.format(
            Locale.ROOT, "exit code %d after %.1f s", exit.exitCode(), took.toMillis() / 1000.0));
    int width = lines.stream().mapToInt(TextTable::width).max().orElse(0);
    StringBuilder panel = new StringBuilder("╭" + "─".repeat(width + 2) + "╮\n");
    for (String line : lines) {
      panel.append("│ ").append(line).append(" ".repeat(width - TextTable.width(line)));
      panel.append(" │\n");
    }
    return panel.append('╰').append("─".repeat(width + 2)).append('╯').toString();
  }
}
