package dev.yera.event.block;

import java.util.List;
import java.util.Map;

/**
 * Rows and columns.
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
          "has a row of "
              + table.width()
              + " cells, but there are "
              + table.columns.size()
              + " columns: those left over have no title");
    }
    return table;
  }

  /** How many columns it takes to show every cell; those beyond the headings have none. */
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
