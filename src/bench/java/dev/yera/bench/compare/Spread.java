package dev.yera.bench.compare;

import java.util.List;

/**
 * The same figure of several runs.
 *
 * @param least of them
 * @param median of them
 * @param most of them
 */
record Spread(double least, double median, double most) {
  static Spread of(List<Double> runs) {
    List<Double> sorted = runs.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Spread(sorted.get(0), median, sorted.get(sorted.size() - 1));
  }

  /** {@code 3.1 (2.9…3.4)}. */
  @Override
  public String toString() {
    String text = Figure.format(median);
    return least == most
        ? text
        : text + " (" + Figure.format(least) + "…" + Figure.format(most) + ")";
  }
}
