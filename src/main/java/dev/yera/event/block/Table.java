package dev.yera.event.block;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table. A later chunk with {@code append} adds its rows; one without replaces the table.
 *
 * @param columns the headings
 * @param rows the cells, row by row; a cell is any JSON value
 * @param border its lines
 * @param key the column that names a row, or null
 * @param formats how columns are shown, by their headings; null for as they are
 * @param append whether the rows are added to those before, under the headings that there are
 */
public record Table(
    List<String> columns,
    List<List<Object>> rows,
    Border border,
    String key,
    Map<String, Format> formats,
    boolean append)
    implements Block {
  static final String TYPE = "table";

  /** A whole table whose columns are shown as they are. */
  public Table(List<String> columns, List<List<Object>> rows, Border border) {
    this(columns, rows, border, null, null, false);
  }

  /** More rows of one. */
  public static Table more(List<List<Object>> rows) {
    return new Table(List.of(), rows, Border.ALL, null, null, true);
  }

  static Table read(Members data) {
    List<String> columns = data.strings("columns");
    List<List<Object>> rows = data.rows("rows");
    Border border = data.border("border", Border.ALL);
    String key = data.nullableString("key");
    Map<String, Format> formats = data.formats("formats");
    boolean append = data.bool("append", false);
    if (append) {
      return more(rows);
    }
    boolean isKey = key == null || columns.contains(key);
    boolean areColumns = formats == null || columns.containsAll(formats.keySet());
    Table table =
        new Table(
            columns,
            rows,
            border,
            data.sensible("key", key, isKey, "one of the columns", null),
            data.sensible("formats", formats, areColumns, "of columns of the table", null),
            false);
    if (table.width() > table.columns.size()) {
      data.remark(
          "rows",
          "has a row with "
              + table.width()
              + " cells for "
              + table.columns.size()
              + " columns: the cells beyond them have no title");
    }
    return table;
  }

  /** The number of columns needed to show every cell; columns beyond the headings have no title. */
  public int width() {
    int width = columns.size();
    for (List<Object> row : rows) {
      width = Math.max(width, row.size());
    }
    return width;
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public EventClass eventClass() {
    return EventClass.CONTENT;
  }

  @Override
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    if (append) {
      members.put("rows", rows);
      members.put("append", true);
      return Collections.unmodifiableMap(members);
    }
    members.put("columns", columns);
    members.put("rows", rows);
    members.put("border", border.wireValue());
    Members.put(members, "key", key);
    if (formats != null) {
      Map<String, Object> wire = new LinkedHashMap<>();
      formats.forEach((column, format) -> wire.put(column, format.wireName()));
      members.put("formats", Collections.unmodifiableMap(wire));
    }
    return Collections.unmodifiableMap(members);
  }
}
