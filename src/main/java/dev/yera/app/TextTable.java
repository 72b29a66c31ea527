package dev.yera.app;

import dev.yera.event.Border;
import dev.yera.event.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A table of characters; numbers stand to the right. */
final class TextTable {
  private final Table table;
  private final List<Integer> widths = new ArrayList<>();

  private TextTable(Table table) {
    this.table = table;
    for (int i = 0; i < table.columns().size(); i++) {
      int width = width(table.columns().get(i));
      for (List<Object> row : table.rows()) {
        width = Math.max(width, width(text(row.get(i))));
      }
      widths.add(width);
    }
  }

  static String of(Table table) {
    return new TextTable(table).draw();
  }

  /** How many places a text takes, near enough. */
  static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private String draw() {
    List<String> rows = new ArrayList<>();
    for (List<Object> row : table.rows()) {
      rows.add(cells(row));
    }
    String head = cells(new ArrayList<>(table.columns()));
    if (table.border() != Border.ALL) {
      String between = table.border() == Border.HORIZONTAL ? "\n" + line("─", "─", "─") : "";
      return head + "\n" + line("─", "─", "─") + "\n" + String.join(between + "\n", rows);
    }
    return String.join(
        "\n",
        line("┌", "┬", "┐"),
        head,
        line("├", "┼", "┤"),
        rows.isEmpty() ? cells(Collections.nCopies(widths.size(), "")) : String.join("\n", rows),
        line("└", "┴", "┘"));
  }

  private String line(String left, String middle, String right) {
    return widths.stream()
        .map(width -> "─".repeat(width + 2))
        .collect(Collectors.joining(middle, left, right));
  }

  private String cells(List<Object> row) {
    boolean ruled = table.border() == Border.ALL;
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String text = text(row.get(i));
      String space = " ".repeat(widths.get(i) - width(text));
      line.append(ruled ? "│ " : "  ");
      line.append(row.get(i) instanceof Number ? space + text : text + space).append(' ');
    }
    return line.append(ruled ? "│" : "").toString();
  }

  private static String text(Object cell) {
    return cell == null ? "" : cell.toString().replace('\n', ' ');
  }
}
