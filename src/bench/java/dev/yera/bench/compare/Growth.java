package dev.yera.bench.compare;

import dev.yera.bench.Spread;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How figures change with the number of sessions or viewers. For one thread. */
final class Growth {
  /**
   * A small picture.
   *
   * @param title what grows
   * @param x what there is more of
   * @param y the unit of what is measured
   */
  record Chart(String title, String x, String y) {}

  private final Map<Chart, Map<String, SortedMap<Integer, Double>>> charts = new LinkedHashMap<>();

  /** Adds a point of a curve. */
  void add(Chart chart, String curve, int x, double y) {
    System.out.printf(
        "  %s, %s: %d %s: %s%n", chart.title(), curve, x, chart.x(), Spread.format(y));
    charts
        .computeIfAbsent(chart, c -> new LinkedHashMap<>())
        .computeIfAbsent(curve, c -> new TreeMap<>())
        .put(x, y);
  }

  /** All of it, in the order in which it was measured. */
  Map<Chart, Map<String, SortedMap<Integer, Double>>> charts() {
    return charts;
  }
}
