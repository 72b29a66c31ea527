package dev.yera.bench.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code /api/metrics} said at one moment, in Prometheus' text format. Immutable.
 *
 * @param values by series: a name, and in braces its labels in the order of their names
 */
record Scrape(Map<String, Double> values) {
  private static final Pattern LINE = Pattern.compile("([a-zA-Z_:]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("[a-z_]+=\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern ONLY_GROWS =
      Pattern.compile(".*_(?:total|count|sum|bucket)(?:\\{.*)?");

  static Scrape of(String text) {
    Map<String, Double> values = new TreeMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              Matcher parts = LINE.matcher(line);
              if (!parts.matches()) {
                throw new IllegalArgumentException("Not a series: " + line);
              }
              values.put(series(parts.group(1), parts.group(2)), number(parts.group(3)));
            });
    return new Scrape(values);
  }

  private static String series(String name, String labels) {
    if (labels == null) {
      return name;
    }
    return LABEL
        .matcher(labels)
        .results()
        .map(label -> label.group())
        .sorted()
        .collect(Collectors.joining(",", name + "{", "}"));
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** The name of what a series belongs to. */
  static String family(String series) {
    int labels = series.indexOf('{');
    return labels < 0 ? series : series.substring(0, labels);
  }

  /** All series of a name together; 0 if there is none. */
  double sum(String family) {
    return values.entrySet().stream()
        .filter(each -> family(each.getKey()).equals(family))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** The series of these names. */
  Set<String> series(Set<String> families) {
    return values.keySet().stream()
        .filter(each -> families.contains(family(each)))
        .collect(Collectors.toSet());
  }

  /** The value of a series; 0 if it is not there, as a counter that nothing was added to. */
  double value(String series) {
    return values.getOrDefault(series, 0.0);
  }

  /** What can only grow, and has not since then: fell, or is gone. */
  List<String> shrunkSince(Scrape earlier) {
    List<String> shrunk = new ArrayList<>();
    earlier.values.forEach(
        (series, before) -> {
          Double now = values.get(series);
          if (ONLY_GROWS.matcher(series).matches() && (now == null || now < before)) {
            shrunk.add("%s: %s → %s".formatted(series, before, now));
          }
        });
    return shrunk;
  }

  /** A series by a name and its labels, in any order. */
  static String named(String family, String... labels) {
    return family + Arrays.stream(labels).sorted().collect(Collectors.joining(",", "{", "}"));
  }
}
