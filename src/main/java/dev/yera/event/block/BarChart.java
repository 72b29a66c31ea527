package dev.yera.event.block;

import java.util.List;
import java.util.Map;

/**
 * A bar chart.
 *
 * @param data one map for each position on the axis
 * @param x the member of {@code data} that names the position
 * @param y the members of {@code data} to draw
 * @param colour a CSS colour for each of {@code y}, or null for the page's own
 * @param horizontal whether the bars are horizontal
 * @param stack whether the bars of one position are stacked
 */
public record BarChart(
    List<Map<String, Object>> data,
    String x,
    List<String> y,
    List<String> colour,
    boolean horizontal,
    boolean stack)
    implements Block {
  static final String TYPE = "bar_chart";

  static BarChart read(Members data) {
    ChartData chart = ChartData.read(data);
    return new BarChart(
        chart.points(),
        chart.x(),
        chart.y(),
        chart.colour(),
        data.bool("horizontal", false),
        data.bool("stack", false));
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
    return Members.of(
        "data", data, "x", x, "y", y, "colour", colour, "horizontal", horizontal, "stack", stack);
  }
}
