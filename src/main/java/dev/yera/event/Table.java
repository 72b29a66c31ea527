package dev.yera.event;

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
    return new Table(data.strings("columns"), data.rows("rows"), data.border("border", Border.ALL));
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
