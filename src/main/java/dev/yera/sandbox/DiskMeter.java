package dev.yera.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Measures the files of the sessions that a {@link Meter} watches, of those that did something
 * since. It never takes more than a twentieth of a processor, and the other measurements do not
 * wait for it. Runs on a thread of its own until the meter is closed.
 */
public final class DiskMeter implements Runnable {
  private static final Logger LOG = Logger.getLogger(DiskMeter.class.getName());
  private static final long PAUSE_NANOS = 1_000_000_000L;
  private static final int LOOKS_FOR_A_TWENTIETH = 19;

  private final Meter meter;
  private final DuCommand du;

  /**
   * One for the sessions of a meter.
   *
   * @param longest how long the files of one session are counted before they are too many
   */
  public DiskMeter(Meter meter, Duration longest) {
    this.meter = meter;
    du = new DuCommand(longest);
  }

  @Override
  public void run() {
    while (!meter.isClosed()) {
      long begin = System.nanoTime();
      for (Tree tree : meter.trees()) {
        judge(tree);
      }
      long took = System.nanoTime() - begin;
      LockSupport.parkNanos(Math.max(PAUSE_NANOS, took * LOOKS_FOR_A_TWENTIETH));
      if (Thread.interrupted() && !meter.isClosed()) {
        LOG.fine("The meter of files was interrupted and goes on");
      }
    }
  }

  private void judge(Tree tree) {
    try {
      if (!meter.isClosed()) {
        tree.judgeFiles(du);
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "The files of a session cannot be measured", e);
    }
  }
}
