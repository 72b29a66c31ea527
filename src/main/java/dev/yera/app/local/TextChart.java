package dev.yera.app.local;

import dev.yera.event.block.BarChart;
import dev.yera.event.block.LineChart;
import dev.yera.event.block.VegaChart;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Charts as text: horizontal bars; lines as rows of small columns. */
final class TextChart {
  private static final int WIDTH = 40;
  private static final String LEVELS = "▁▂▃▄▅▆▇█";

  private TextChart() {}

  static String bars(BarChart chart) {
    double most = 0;
    int label = 0;
    for (Map<String, Object> point : chart.data()) {
      label = Math.max(label, TextTable.width(String.valueOf(point.get(chart.x()))));
      for (String name : chart.y()) {
        most = Math.max(most, Math.abs(number(point.get(name))));
      }
    }
    List<String> lines = new ArrayList<>();
    for (Map<String, Object> point : chart.data()) {
      String x = String.valueOf(point.get(chart.x()));
      for (String name : chart.y()) {
        double share = most == 0 ? 0 : Math.abs(number(point.get(name))) / most;
        lines.add(
            x
                + " ".repeat(label - TextTable.width(x))
                + "  "
                + "█".repeat((int) Math.round(share * WIDTH))
                + " "
                + point.get(name)
                + (chart.y().size() > 1 ? " " + name : ""));
        x = "";
      }
    }
    return String.join("\n", lines);
  }

  /** A console draws the two kinds above only: of others it shows the numbers. */
  static String any(VegaChart chart) {
    String says = chart.says().orElse("");
    String numbers = chart.table().map(TextTable::of).orElse("");
    String both = says.isEmpty() || numbers.isEmpty() ? says + numbers : says + "\n" + numbers;
    return both.isEmpty() ? "(a chart)" : both;
  }

  static String lines(LineChart chart) {
    int label = chart.y().stream().mapToInt(TextTable::width).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (String name : chart.y()) {
      lines.add(name + " ".repeat(label - TextTable.width(name)) + "  " + line(chart, name));
    }
    return String.join("\n", lines);
  }

  private static String line(LineChart chart, String name) {
    List<Number> values = new ArrayList<>();
    for (Map<String, Object> point : chart.data()) {
      if (point.get(name) instanceof Number number) {
        values.add(number);
      }
    }
    if (values.isEmpty()) {
      return "no data";
    }
    Number lowest = Collections.min(values, TextChart::compare);
    Number highest = Collections.max(values, TextChart::compare);
    double low = lowest.doubleValue();
    double high = highest.doubleValue();
    StringBuilder line = new StringBuilder();
    int places = Math.min(WIDTH, values.size());
    for (int i = 0; i < places; i++) {
      double share =
          high == low
              ? 0
              : (values.get(i * values.size() / places).doubleValue() - low) / (high - low);
      line.append(LEVELS.charAt((int) Math.round(share * (LEVELS.length() - 1))));
    }
    return line + "  " + lowest + " to " + highest;
  }

  private static int compare(Number a, Number b) {
    return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
  }

  private static double number(Object value) {
    return value instanceof Number number ? number.doubleValue() : 0;
  }
}
