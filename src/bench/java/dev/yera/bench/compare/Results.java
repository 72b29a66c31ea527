package dev.yera.bench.compare;

import dev.yera.bench.Spread;
import dev.yera.bench.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** What was measured: for each row, contender and figure one number of each run. For one thread. */
final class Results {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Map<Row, Map<String, Map<Figure, List<Double>>>> rows = new LinkedHashMap<>();

  /** Adds the number of a run. */
  void add(Row row, String contender, Figure figure, double value) {
    System.out.printf(
        "  %-16s %-40s %-12s %s%n",
        row.name().toLowerCase(java.util.Locale.ROOT),
        contender,
        figure.head(),
        Spread.format(value));
    rows.computeIfAbsent(row, r -> new LinkedHashMap<>())
        .computeIfAbsent(contender, c -> new LinkedHashMap<>())
        .computeIfAbsent(figure, f -> new ArrayList<>())
        .add(value);
  }

  /** Adds the percentiles of a run's times, which are in nanoseconds. */
  void add(Row row, String contender, Histogram times) {
    add(row, contender, Figure.P50, times.getValueAtPercentile(50) / NANOS_PER_MILLI);
    add(row, contender, Figure.P90, times.getValueAtPercentile(90) / NANOS_PER_MILLI);
    add(row, contender, Figure.P99, times.getValueAtPercentile(99) / NANOS_PER_MILLI);
  }

  /** The rows that were measured. */
  Set<Row> rows() {
    return rows.keySet();
  }

  /** Who was measured in a row; ours first. */
  Collection<String> contenders(Row row) {
    return rows.get(row).keySet();
  }

  /** The figures of a contender, in words: {@code p50 3.1 ms}. */
  String sentence(Row row, String contender) {
    StringBuilder text = new StringBuilder();
    rows.get(row)
        .get(contender)
        .forEach(
            (figure, runs) ->
                text.append(text.isEmpty() ? "" : ", ")
                    .append(figure.sentence(Spread.of(runs).median())));
    return text.toString();
  }

  /**
   * All of a row: the median of the runs and their spread, and how many times better the first
   * contender is, run by run.
   */
  Table table(Row row) {
    Map<String, Map<Figure, List<Double>>> contenders = rows.get(row);
    Set<Figure> figures = new LinkedHashSet<>();
    contenders.values().forEach(each -> figures.addAll(each.keySet()));
    Figure main = figures.iterator().next();
    String first = contenders.keySet().iterator().next();
    List<String> head = new ArrayList<>();
    head.add("");
    figures.forEach(figure -> head.add(figure.head()));
    head.add(contenders.size() > 1 ? first + " is better by" : "runs");
    Table table = new Table(head.toArray(new String[0]));
    contenders.forEach(
        (name, measured) -> {
          List<Object> cells = new ArrayList<>();
          cells.add(name);
          for (Figure figure : figures) {
            List<Double> runs = measured.get(figure);
            cells.add(runs == null ? "–" : Spread.of(runs).toString());
          }
          if (contenders.size() == 1) {
            cells.add(measured.get(main).size());
          } else {
            cells.add(
                name.equals(first)
                    ? ""
                    : ratio(main, contenders.get(first).get(main), measured.get(main)));
          }
          table.row(cells.toArray());
        });
    return table;
  }

  private static String ratio(Figure figure, List<Double> ours, List<Double> theirs) {
    List<Double> ratios = new ArrayList<>();
    for (int run = 0; run < Math.min(ours.size(), theirs.size()); run++) {
      ratios.add(figure.ratio(ours.get(run), theirs.get(run)));
    }
    return Spread.of(ratios) + " ×";
  }
}
