package dev.yera.executor;

import java.util.Optional;

/**
 * How a process ended.
 *
 * @param status its exit status; 128+n if signal n killed it
 * @param startFailure why it could not be started, if so
 * @param outputHeld whether a process that cannot be found still holds its output, whose end was
 *     therefore not awaited
 * @param outOfMemory whether the kernel ended it because all its processes had too much memory
 */
public record ProcessEnd(
    int status, Optional<String> startFailure, boolean outputHeld, boolean outOfMemory) {
  /** The status of a process that could not be started. */
  public static final int NOT_STARTED = 127;

  private static final int SIGNALLED = 128;
  private static final int HIGHEST_SIGNAL = 64;

  static ProcessEnd notStarted(String why) {
    return new ProcessEnd(NOT_STARTED, Optional.of(why), false, false);
  }

  /** Whether a signal killed it, according to the status. */
  public boolean killed() {
    return status > SIGNALLED && status <= SIGNALLED + HIGHEST_SIGNAL;
  }

  /** The signal that killed it. */
  public int signal() {
    return status - SIGNALLED;
  }
}
