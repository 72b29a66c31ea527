package dev.yera.executor;

import dev.yera.sandbox.ControlGroup;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A launched process and its descendants: its group, and all processes with its mark. The first
 * process leads its own process session ({@code setsid}), so its id is also the group's.
 *
 * @param group the process group; 0 if only the mark is known
 * @param mark the mark of its processes
 * @param confined the control group that they are in, if there is one
 */
record ProcessTree(long group, Mark mark, Optional<ControlGroup> confined) {
  private static final Logger LOG = Logger.getLogger(ProcessTree.class.getName());
  private static final long PAUSE_NANOS = 2_000_000L;

  /** Sends SIGTERM to the group, and continues stopped processes so that they receive it. */
  void terminate() {
    Processes.signalGroup(group, "TERM", "CONT");
  }

  /**
   * Sends SIGINT to the processes of the group, but not to the box around them, which would end.
   */
  void interrupt() {
    try {
      Processes.signal(Processes.inGroup(group, Set.of("bwrap")), "INT");
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The app of session " + mark + " cannot be interrupted", e);
    }
  }

  /**
   * Kills all processes and waits until they are gone. May block; never call it with a lock held.
   *
   * @param patience how long to try
   * @return whether all are gone
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

  /** Kills the processes that exist; true if there are none. */
  private boolean look() {
    List<Long> left;
    try {
      left = Processes.of(group, mark);
    } catch (IOException e) {
      // A failed look-up does not mean that no process is left.
      LOG.log(Level.FINE, "Processes of session " + mark + " cannot be looked for", e);
      return false;
    }
    if (left.isEmpty() && confined.filter(ControlGroup::isPopulated).isEmpty()) {
      return true;
    }
    // The group first: one call reaches all of it, even a member that forks meanwhile.
    if (group != 0) {
      Processes.signalGroup(group, "KILL");
    }
    left.forEach(Processes::kill);
    confined.ifPresent(ControlGroup::kill);
    return false;
  }
}
