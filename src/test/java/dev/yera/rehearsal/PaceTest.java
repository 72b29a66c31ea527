package dev.yera.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How much of a machine a rehearsal takes. */
class PaceTest {
  private final AtomicLong time = new AtomicLong();
  private final AtomicLong cpu = new AtomicLong();

  private Pace pace(double share) {
    time.set(TimeUnit.SECONDS.toNanos(5));
    cpu.set(TimeUnit.SECONDS.toNanos(30)); // what the start took is not the rehearsal's
    return new Pace(share, time::get, cpu::get);
  }

  private void pass(long millis, long ofCpu) {
    time.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    cpu.addAndGet(TimeUnit.MILLISECONDS.toNanos(ofCpu));
  }

  @Test
  void whoUsedMoreThanTheShareWaitsUntilItIsTheShare() {
    Pace pace = pace(0.5);
    pass(100, 150);
    assertThat(pace.ahead()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
    pass(200, 0);
    assertThat(pace.ahead()).isZero();
  }

  @Test
  void whoUsedLessDoesNotWait() {
    Pace pace = pace(2);
    pass(100, 150);
    assertThat(pace.ahead()).isNegative();
  }

  @Test
  void whatIsOverIsNotWaitedFor() {
    Pace pace = pace(1);
    pass(0, 1_000_000);
    pace.keep(() -> false);
    assertThat(pace.ahead()).isPositive();
  }
}
