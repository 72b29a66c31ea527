package dev.yera.executor;

import java.util.Optional;

/**
 * How a process ended.
 *
 * @param status its exit status; 128+n if signal n killed it
 * @param startFailure why it could not be started at all, if so
 * @param outputHeld whether something that cannot be found still holds its output, so that the end
 *     of it was not waited for
 */
public record ProcessEnd(int status, Optional<String> startFailure, boolean outputHeld) {
  /** The status of what could not be started. */
  public static final int NOT_STARTED = 127;

  private static final int SIGNALLED = 128;
  private static final int HIGHEST_SIGNAL = 64;

  static ProcessEnd notStarted(String why) {
    return new ProcessEnd(NOT_STARTED, Optional.of(why), false);
  }

  /** Whether the status says that a signal killed it. */
  public boolean killed() {
    return status > SIGNALLED && status <= SIGNALLED + HIGHEST_SIGNAL;
  }

  /** The signal that killed it. */
  public int signal() {
    return status - SIGNALLED;
  }
}
