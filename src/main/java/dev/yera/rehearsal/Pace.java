package dev.yera.rehearsal;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Keeps a process within a share of the machine's processors, by waiting. A priority would not:
 * what serves requests, and what compiles, runs on other threads. For one thread.
 */
final class Pace {
  /** So much at a time, so that it is soon seen that it is over. */
  private static final long STEP_NANOS = 20_000_000L;

  private final double share;
  private final LongSupplier nanoTime;
  private final LongSupplier cpuNanos;
  private final long begin;
  private final long cpuBegin;

  /**
   * Begins now.
   *
   * @param share processors; 1 is one of them all the time
   * @param cpuNanos processor time of this process
   */
  Pace(double share, LongSupplier nanoTime, LongSupplier cpuNanos) {
    this.share = share;
    this.nanoTime = nanoTime;
    this.cpuNanos = cpuNanos;
    begin = nanoTime.getAsLong();
    cpuBegin = cpuNanos.getAsLong();
  }

  /** That of this machine: half of what it has, and a whole processor where there is one only. */
  static Pace ofThisProcess() {
    return new Pace(
        Math.max(1, Runtime.getRuntime().availableProcessors() / 2.0),
        System::nanoTime,
        () -> ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L));
  }

  /** How long it should wait now, in nanoseconds; 0 or less for not at all. */
  long ahead() {
    long passed = nanoTime.getAsLong() - begin;
    return Math.round((cpuNanos.getAsLong() - cpuBegin) / share) - passed;
  }

  /** Waits until the process has used no more than its share, or this is over. */
  void keep(BooleanSupplier goesOn) {
    for (long ahead = ahead(); ahead > 0 && goesOn.getAsBoolean(); ahead = ahead()) {
      LockSupport.parkNanos(Math.min(ahead, STEP_NANOS));
    }
  }
}
