package dev.yera.event.block;

import java.util.List;
import java.util.Map;

/**
 * A line chart.
 *
 * @param data one map for each position on the axis
 * @param x the member of {@code data} that names the position
 * @param y the members of {@code data} to draw
 * @param colour a CSS colour for each of {@code y}, or null for the page's own
 */
public record LineChart(
    List<Map<String, Object>> data, String x, List<String> y, List<String> colour)
    implements Block {
  static final String TYPE = "line_chart";

  static LineChart read(Members data) {
    ChartData chart = ChartData.read(data);
    return new LineChart(chart.points(), chart.x(), chart.y(), chart.colour());
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
    return Members.of("data", data, "x", x, "y", y, "colour", colour);
  }
}
