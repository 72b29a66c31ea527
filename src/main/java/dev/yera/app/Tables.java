package dev.yera.app;

import dev.yera.event.block.Border;
import dev.yera.event.block.Table;
import java.util.ArrayList;
import java.util.List;

/** Checks and builds tables from the data of apps. */
final class Tables {
  private static final String WORD = "table";

  private Tables() {}

  static void show(List<?> data, Border border) {
    Rows rows = Rows.of(WORD, data);
    List<String> names = rows.names();
    Place.here(WORD).open(new Table(names, rows.cells(names), border));
  }

  static void show(List<String> columns, List<? extends List<?>> rows, Border border) {
    List<List<Object>> cells = cells(WORD, columns, rows);
    Place.here(WORD).open(new Table(List.copyOf(columns), cells, border));
  }

  /** Plain values of rows that fit the columns. */
  static List<List<Object>> cells(String word, List<String> columns, List<? extends List<?>> rows) {
    List<List<Object>> cells = new ArrayList<>();
    for (List<?> row : rows) {
      if (row.size() != columns.size()) {
        throw Misuse.argument(
            word,
            "row "
                + cells.size()
                + " has "
                + row.size()
                + " cells, but there are "
                + columns.size()
                + " columns",
            "Give each row one cell per column, null for an empty one");
      }
      List<Object> plain = new ArrayList<>();
      for (Object cell : row) {
        plain.add(PlainValue.of(word, cell));
      }
      cells.add(plain);
    }
    return cells;
  }
}
