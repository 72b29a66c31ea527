package dev.yera.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code -Dyera.leases=100000} tries more than a build has time for. */
class LeaseTest {
  private static final int SCHEDULES = Integer.getInteger("yera.leases", 80);

  /** Of every outage that a schedule has, with its trace: most of the time of a run. */
  private static final Logger LOG = Logger.getLogger(Lease.class.getName());

  private final Level level = LOG.getLevel();

  @BeforeEach
  void logNothing() {
    LOG.setLevel(Level.OFF);
  }

  @AfterEach
  void logAgain() {
    LOG.setLevel(level);
  }

  @Test
  void whateverHappensALogHasOneOwnerAtATimeAndOneExit() {
    long takenOver = 0;
    long leftBehind = 0;
    long refused = 0;
    for (int seed = 0; seed < SCHEDULES; seed++) {
      LeaseSimulation simulation = new LeaseSimulation(seed, 2 + seed % 4);
      simulation.run(1_500);
      takenOver += simulation.takenOver;
      leftBehind += simulation.leftBehind;
      refused += simulation.refused;
    }
    // Else the schedules would show nothing.
    assertThat(takenOver).isGreaterThan(SCHEDULES / 2);
    assertThat(leftBehind).isPositive();
    assertThat(refused).isPositive();
  }
}
