package dev.yera.executor;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Everything that came out of one launched process: its group, and what carries its mark. The first
 * process leads a session of its own ({@code setsid}), so its id is also the group's.
 *
 * @param group the process group; 0 for what is known by its mark only
 * @param mark what its processes carry
 */
record ProcessTree(long group, Mark mark) {
  private static final Logger LOG = Logger.getLogger(ProcessTree.class.getName());
  private static final long PAUSE_NANOS = 2_000_000L;

  /** Asks all of the group to end; the stopped ones are woken to hear it. */
  void terminate() {
    Processes.signalGroup(group, "TERM", "CONT");
  }

  /**
   * Ends all of it and waits until it is gone. May block; never call it holding a lock.
   *
   * @param patience how long to try
   * @return whether all is gone
   */
  boolean end(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!look()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }

  /** Kills what there is; true if there is nothing. */
  private boolean look() {
    List<Long> left;
    try {
      left = Processes.of(group, mark);
    } catch (IOException e) {
      // Who cannot look does not know that nothing is left.
      LOG.log(Level.FINE, "Processes of session " + mark + " cannot be looked for", e);
      return false;
    }
    if (left.isEmpty()) {
      return true;
    }
    // The group first: one call reaches it whole, also a member that forks meanwhile.
    if (group != 0) {
      Processes.signalGroup(group, "KILL");
    }
    left.forEach(Processes::kill);
    return false;
  }
}
