package dev.yera.event.block;

import java.util.List;
import java.util.Map;

/**
 * The members of both kinds of chart. A chart may name only members that its data has.
 *
 * @param points one map for each position on the axis
 * @param x the member that names the position
 * @param y the members that are drawn
 * @param colour a CSS colour for each of {@code y}, or null
 */
public record ChartData(
    List<Map<String, Object>> points, String x, List<String> y, List<String> colour) {

  static ChartData read(Members data) {
    List<Map<String, Object>> points = data.maps("data");
    String x = data.string("x", "");
    List<String> y = data.strings("y");
    List<String> colour = data.nullableStrings("colour");
    boolean xIsThere = x.isEmpty() || isThere(x, points);
    boolean yIsThere = y.stream().allMatch(name -> isThere(name, points));
    boolean paired = colour == null || y.isEmpty() || colour.size() == y.size();
    return new ChartData(
        points,
        data.sensible("x", x, xIsThere, "a member of data", ""),
        data.sensible("y", y, yIsThere, "a list of members of data", List.of()),
        data.sensible("colour", colour, paired, "a list with a colour for each of y", null));
  }

  /** A chart without data may name any member. */
  private static boolean isThere(String name, List<Map<String, Object>> points) {
    return points.isEmpty() || points.stream().anyMatch(point -> point.containsKey(name));
  }
}
