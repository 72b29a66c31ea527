package dev.yera.bench.load;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.yera.bench.Table;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What was promised, what came out, and whether that was kept. For one thread. */
final class Promises {
  private final Table table = new Table("what", "measured", "promise", "");
  private boolean kept = true;

  /** Tells whoever waits where it is. */
  void progress(String what) {
    System.out.println(LocalTime.now(ZoneId.systemDefault()).truncatedTo(SECONDS) + " " + what);
  }

  /** A figure that goes with it and promises nothing. */
  void figure(String what, String measured) {
    table.row(what, measured, "", "");
  }

  /** A promise. */
  void promise(String what, String measured, String promise, boolean isKept) {
    table.row(what, measured, promise, isKept ? "kept" : "**BROKEN**");
    kept &= isKept;
  }

  /** A number that must not exceed another. */
  void atMost(String what, double measured, double limit, String unit) {
    promise(what, number(measured) + unit, "at most " + number(limit) + unit, measured <= limit);
  }

  /** A number that must be just this. */
  void exactly(String what, long measured, long wanted) {
    promise(what, Long.toString(measured), Long.toString(wanted), measured == wanted);
  }

  /** A number that must have come back to where it was, give or take. */
  void back(String what, long start, long end, long tolerance) {
    promise(what, start + " → " + end, "± " + tolerance, Math.abs(end - start) <= tolerance);
  }

  /** A percentile of what was recorded in microseconds. */
  static String millis(Histogram micros, double percentile) {
    return number(micros.getValueAtPercentile(percentile) / 1000.0) + " ms";
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  boolean areKept() {
    return kept;
  }

  @Override
  public String toString() {
    return table.toString();
  }
}
