package dev.yera.app;

import dev.yera.event.block.Border;
import dev.yera.event.block.Format;
import dev.yera.event.block.Table;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table whose rows come one after the other, and whose columns have formats; made by {@link
 * Yera#dataTable}. It is shown with its first rows. Any thread may add rows.
 */
public final class DataTable {
  private static final String WORD = "dataTable";

  private final List<String> columns;
  private final Place place;
  private final Map<String, Format> formats = new LinkedHashMap<>();
  private String key;
  private OpenBlock block;

  DataTable(Place place, List<String> columns) {
    this.place = place;
    this.columns = columns;
  }

  /**
   * Says how a column is shown.
   *
   * @throws IllegalArgumentException if there is no such column
   * @throws IllegalStateException if there are rows already
   */
  public DataTable format(String column, Format format) {
    synchronized (place.run()) {
      formats.put(checked(column), format);
      return this;
    }
  }

  /**
   * Says which column names a row.
   *
   * @throws IllegalArgumentException if there is no such column
   * @throws IllegalStateException if there are rows already
   */
  public DataTable key(String column) {
    synchronized (place.run()) {
      key = checked(column);
      return this;
    }
  }

  private String checked(String column) {
    if (block != null) {
      throw Misuse.state(WORD, "there are rows already", "Say this before the first of them");
    }
    if (!columns.contains(column)) {
      throw Misuse.argument(
          WORD, "no column is called \"" + column + "\"", "Give one of " + columns);
    }
    return column;
  }

  /** Adds a row; a cell may be any object, numbers stay numbers. */
  public DataTable row(Object... cells) {
    return rows(List.of(Arrays.asList(cells)));
  }

  /** Adds rows, all at once; a cell may be any object, numbers stay numbers. */
  public DataTable rows(List<? extends List<?>> rows) {
    List<List<Object>> cells = Tables.cells(WORD, columns, rows);
    synchronized (place.run()) {
      if (block == null) {
        Map<String, Format> shown = formats.isEmpty() ? null : formats;
        block = place.open(new Table(columns, cells, Border.ALL, key, shown, false));
      } else {
        block.send(Table.more(cells));
      }
    }
    return this;
  }
}
