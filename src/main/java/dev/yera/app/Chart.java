package dev.yera.app;

import dev.yera.event.block.BarChart;
import dev.yera.event.block.LineChart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a chart: {@code chart(days).x("date").y("rain", "teal").y("snow", "silver").bars()}.
 * Nothing is shown before {@link #bars()} or {@link #lines()}.
 */
public final class Chart {
  private static final String WORD = "chart";

  private final Rows data;
  private String x;
  private final List<String> y = new ArrayList<>();
  private final List<String> colours = new ArrayList<>();
  private boolean horizontal;
  private boolean stacked;

  Chart(List<?> data) {
    this.data = Rows.of(WORD, data);
  }

  /** Sets the member that names the positions on the axis. */
  public Chart x(String name) {
    x = known(name);
    return this;
  }

  /** Adds a value to draw, in a colour that the page chooses. */
  public Chart y(String name) {
    refuseWords(name);
    y.add(known(name));
    return this;
  }

  /** Adds a value to draw, in a CSS colour. */
  public Chart y(String name, String colour) {
    colours.add(colour);
    return y(name);
  }

  /** Draws horizontal bars. */
  public Chart horizontal() {
    horizontal = true;
    return this;
  }

  /** Stacks the bars of one position. */
  public Chart stacked() {
    stacked = true;
    return this;
  }

  /** Shows a bar chart. */
  public void bars() {
    refuseIncomplete();
    Place.here(WORD).open(new BarChart(points(), x, y(), colour(), horizontal, stacked));
  }

  /** Shows a line chart. */
  public void lines() {
    refuseIncomplete();
    if (horizontal || stacked) {
      throw Misuse.argument(
          WORD,
          "a line chart cannot be horizontal or stacked",
          "Leave out horizontal and stacked, or call bars()");
    }
    Place.here(WORD).open(new LineChart(points(), x, y(), colour()));
  }

  private String known(String name) {
    if (!data.maps().isEmpty() && !data.names().contains(name)) {
      throw Misuse.argument(
          WORD, "the data has no \"" + name + "\"", "It has " + String.join(", ", data.names()));
    }
    return name;
  }

  private void refuseWords(String name) {
    for (int i = 0; i < data.maps().size(); i++) {
      Object value = data.maps().get(i).get(name);
      if (value != null && !(value instanceof Number)) {
        throw Misuse.argument(
            WORD,
            "\"" + name + "\" of row " + i + " is " + value + ", which cannot be drawn",
            "Choose a name whose values are numbers; null is a gap");
      }
    }
  }

  private void refuseIncomplete() {
    if (x == null || y.isEmpty()) {
      throw Misuse.argument(
          WORD, "it has no " + (x == null ? "x" : "y"), "Call x(…) once and y(…) at least once");
    }
    if (!colours.isEmpty() && colours.size() != y.size()) {
      throw Misuse.argument(WORD, "only some y have a colour", "Give every y a colour, or none");
    }
  }

  private List<String> y() {
    return List.copyOf(y);
  }

  private List<String> colour() {
    return colours.isEmpty() ? null : List.copyOf(colours);
  }

  /** Sends only the members that are drawn. */
  private List<Map<String, Object>> points() {
    List<Map<String, Object>> points = new ArrayList<>();
    for (Map<String, Object> row : data.maps()) {
      Map<String, Object> point = new LinkedHashMap<>();
      point.put(x, row.get(x));
      for (String name : y) {
        point.put(name, row.get(name));
      }
      points.add(point);
    }
    return points;
  }
}
