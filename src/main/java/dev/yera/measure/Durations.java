package dev.yera.measure;

import java.util.concurrent.atomic.LongAdder;

/**
 * How long something took, as a histogram with fixed bounds, from half a millisecond to ten
 * seconds. Thread-safe; adding takes no lock.
 */
public final class Durations {
  /** Upper bounds in nanoseconds, included, ascending. What is longer than the last is beyond. */
  private static final long[] BOUNDS = {
    500_000L,
    1_000_000L,
    2_500_000L,
    5_000_000L,
    10_000_000L,
    25_000_000L,
    50_000_000L,
    100_000_000L,
    250_000_000L,
    500_000_000L,
    1_000_000_000L,
    2_500_000_000L,
    5_000_000_000L,
    10_000_000_000L
  };

  private final LongAdder[] counts = new LongAdder[BOUNDS.length + 1];
  private final LongAdder nanos = new LongAdder();

  /** An empty histogram. */
  public Durations() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  /**
   * Adds one.
   *
   * @param took nanoseconds; less than none is none
   */
  public void add(long took) {
    long positive = Math.max(0, took);
    int i = 0;
    while (i < BOUNDS.length && positive > BOUNDS[i]) {
      i++;
    }
    counts[i].increment();
    nanos.add(positive);
  }

  /** How many there are between each bound and the one before; the last are beyond all bounds. */
  public long[] counts() {
    long[] now = new long[counts.length];
    for (int i = 0; i < now.length; i++) {
      now[i] = counts[i].sum();
    }
    return now;
  }

  /** All together, in seconds. */
  public double seconds() {
    return nanos.sum() / 1e9;
  }

  /** The bounds in seconds, ascending; the last is infinite. */
  public static double[] bounds() {
    double[] seconds = new double[BOUNDS.length + 1];
    for (int i = 0; i < BOUNDS.length; i++) {
      seconds[i] = BOUNDS[i] / 1e9;
    }
    seconds[BOUNDS.length] = Double.POSITIVE_INFINITY;
    return seconds;
  }
}
