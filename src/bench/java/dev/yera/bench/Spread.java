package dev.yera.bench;

import java.util.List;
import java.util.Locale;

/**
 * The same figure of several runs.
 *
 * @param least of them
 * @param median of them
 * @param most of them
 */
public record Spread(double least, double median, double most) {
  /** Of one value at least. */
  public static Spread of(List<Double> runs) {
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
    String text = format(median);
    return least == most ? text : text + " (" + format(least) + "…" + format(most) + ")";
  }

  /** The number with as many digits as mean something. */
  public static String format(double value) {
    if (value == Math.rint(value) && value < 100) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    if (value >= 1000) {
      double thousand = value >= 100_000 ? 1000 : 100;
      return String.format(Locale.ROOT, "%,d", Math.round(value / thousand) * (long) thousand);
    }
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
  }
}
