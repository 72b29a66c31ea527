package dev.yera.bench.compare;

import dev.yera.bench.Spread;

/** What a number says. */
enum Figure {
  P50("p50", "ms", true),
  P90("p90", "ms", true),
  P99("p99", "ms", true),
  EVENTS("events", "/s", false),
  DELIVERIES("deliveries", "/s", false),
  MEGABYTES("PSS", "MB", true),
  KILOBYTES("heap", "KB", true),
  LAST("all after", "s", true),
  MEDIAN("p50", "s", true),
  FAILED("failed", "", true),
  READY("ready after", "s", true),
  BOOT_CPU("processor time", "s", true),
  RESIDENT("resident", "MB", true),
  CPU("processor time of the server", "ms", true);

  private final String title;
  private final String unit;
  private final boolean lessIsBetter;

  Figure(String title, String unit, boolean lessIsBetter) {
    this.title = title;
    this.unit = unit;
    this.lessIsBetter = lessIsBetter;
  }

  /** Its name in a head of a table, with the unit. */
  String head() {
    return unit.isEmpty() ? title : title + ", " + unit;
  }

  /** A value of it with its name and unit. */
  String sentence(double value) {
    return title
        + " "
        + Spread.format(value)
        + (unit.startsWith("/") || unit.isEmpty() ? unit : " " + unit);
  }

  /** How many times better the one is than the other. */
  double ratio(double one, double other) {
    return lessIsBetter ? other / one : one / other;
  }
}
