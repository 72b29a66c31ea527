package dev.yera.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table of Markdown, to be printed and to be pasted into a page. For one thread. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  /** With these columns. */
  public Table(String... columns) {
    rows.add(List.of(columns));
  }

  /** Adds a row; numbers as they are, so format them first. */
  public Table row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(String.valueOf(cell));
    }
    rows.add(row);
    return this;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    line(text, rows.get(0));
    line(text, Collections.nCopies(rows.get(0).size(), "---"));
    rows.stream().skip(1).forEach(row -> line(text, row));
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
