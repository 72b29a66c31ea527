package dev.yera.event.block;

import java.util.List;
import java.util.Map;

/**
 * A table.
 *
 * @param columns the headings
 * @param rows the cells, row by row; a cell is any JSON value
 * @param border its lines
 */
public record Table(List<String> columns, List<List<Object>> rows, Border border) implements Block {
  static final String TYPE = "table";

  static Table read(Members data) {
    Table table =
        new Table(data.strings("columns"), data.rows("rows"), data.border("border", Border.ALL));
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
    return Members.of("columns", columns, "rows", rows, "border", border.wireValue());
  }
}
