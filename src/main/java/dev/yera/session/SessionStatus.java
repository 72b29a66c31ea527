package dev.yera.session;

import dev.yera.event.block.EndReason;
import dev.yera.event.block.Exit;
import java.util.Locale;

/** The status of a session. */
public enum SessionStatus {
  /** Nobody has viewed it yet; nothing runs. */
  CREATED,
  /** Its executor runs. */
  RUNNING,
  /** It was asked to end. */
  STOPPING,
  /** It ended with exit code 0. */
  EXITED,
  /** It was ended by a user, a clock, the end of its server, or an erasure. */
  STOPPED,
  /** It ended by a fault of its app, or at a limit. */
  FAILED;

  /** The one of a session that ended like this. */
  public static SessionStatus of(Exit exit) {
    if (exit.exitCode() == 0) {
      return EXITED;
    }
    return exit.error() != null && EndReason.isStop(exit.error().errorType()) ? STOPPED : FAILED;
  }

  /** The name on the wire, e.g. {@code created}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the last event is in the log. */
  public boolean isEnded() {
    return this == EXITED || this == STOPPED || this == FAILED;
  }
}
