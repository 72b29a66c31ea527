package dev.yera.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DurationsTest {
  @Test
  void eachIsCountedAtTheFirstBoundThatItDoesNotExceed() {
    Durations durations = new Durations();
    durations.add(-1);
    durations.add(500_000);
    durations.add(500_001);
    durations.add(10_000_000_000L);
    durations.add(10_000_000_001L);
    long[] counts = durations.counts();
    assertThat(counts).hasSameSizeAs(Durations.bounds());
    assertThat(counts[0]).isEqualTo(2);
    assertThat(counts[1]).isEqualTo(1);
    assertThat(counts[counts.length - 2]).isEqualTo(1);
    assertThat(counts[counts.length - 1]).isEqualTo(1);
    assertThat(Arrays.stream(counts).sum()).isEqualTo(5);
    assertThat(durations.seconds()).isBetween(20.0, 20.1);
    assertThat(Durations.bounds()).isSorted().endsWith(10, Double.POSITIVE_INFINITY);
  }
}
