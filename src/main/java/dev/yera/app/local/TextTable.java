package dev.yera.app.local;

import dev.yera.event.block.Border;
import dev.yera.event.block.Table;
import dev.yera.event.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table as text; numbers are right-aligned. */
final class TextTable {
  private final Table table;
  private final List<Integer> widths = new ArrayList<>();

  private TextTable(Table table) {
    this.table = table;
    for (int i = 0; i < table.width(); i++) {
      int width = width(text(cell(table.columns(), i)));
      for (List<Object> row : table.rows()) {
        width = Math.max(width, width(text(cell(row, i))));
      }
      widths.add(width);
    }
  }

  static String of(Table table) {
    return new TextTable(table).draw();
  }

  /** The approximate width of a text, in characters. */
  static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private String draw() {
    List<String> rows = new ArrayList<>();
    for (List<Object> row : table.rows()) {
      rows.add(cells(row));
    }
    String head = cells(table.columns());
    if (table.border() != Border.ALL) {
      String between = table.border() == Border.HORIZONTAL ? "\n" + line("─", "─", "─") : "";
      return head + "\n" + line("─", "─", "─") + "\n" + String.join(between + "\n", rows);
    }
    return String.join(
        "\n",
        line("┌", "┬", "┐"),
        head,
        line("├", "┼", "┤"),
        rows.isEmpty() ? cells(List.of()) : String.join("\n", rows),
        line("└", "┴", "┘"));
  }

  private String line(String left, String middle, String right) {
    return widths.stream()
        .map(width -> "─".repeat(width + 2))
        .collect(Collectors.joining(middle, left, right));
  }

  private String cells(List<?> row) {
    boolean ruled = table.border() == Border.ALL;
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.size(); i++) {
      Object cell = cell(row, i);
      String text = text(cell);
      String space = " ".repeat(widths.get(i) - width(text));
      line.append(ruled ? "│ " : "  ");
      line.append(cell instanceof Number ? space + text : text + space).append(' ');
    }
    return line.append(ruled ? "│" : "").toString();
  }

  /** A row may be shorter than the table, and longer than its headings. */
  private static Object cell(List<?> row, int column) {
    return column < row.size() ? row.get(column) : null;
  }

  private static String text(Object cell) {
    if (cell == null) {
      return "";
    }
    boolean hasParts = cell instanceof Map<?, ?> || cell instanceof Iterable<?>;
    return (hasParts ? Json.text(cell) : cell.toString()).replace('\n', ' ');
  }
}
