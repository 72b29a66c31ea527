package dev.yera.event.block;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The reasons for which a session ended other than by its app's own exit: the server's values of
 * {@code error_type}. List a new one under "Exit" in {@code protocol.md}, as {@code HouseTest}
 * requires.
 */
public enum EndReason {
  /** The process ended with a status other than 0 and without an exit event. */
  PROCESS_EXITED("ProcessExited"),
  /** A signal killed the process. */
  PROCESS_KILLED("ProcessKilled"),
  /** The process could not be started. */
  START_FAILED("StartFailed"),
  /** The app was not ready within {@code yera.session.start-timeout}. */
  START_TIMEOUT("StartTimeout"),
  /** The session had no viewer for its away timeout. */
  AWAY_TIMEOUT("AwayTimeout"),
  /** The app waited for an answer for its idle timeout. */
  IDLE_TIMEOUT("IdleTimeout"),
  /** The session reached {@code yera.session.max-lifetime}. */
  LIFETIME_EXCEEDED("LifetimeExceeded"),
  /** The app's output exceeded {@code yera.session.output-quota}. */
  OUTPUT_QUOTA_EXCEEDED("OutputQuotaExceeded"),
  /** The app wrote a line of more than {@code yera.session.max-line}. */
  EVENT_TOO_LARGE("EventTooLarge"),
  /** The session used more than {@code yera.session.memory}. */
  MEMORY_EXCEEDED("MemoryExceeded"),
  /** The session used more than {@code yera.session.cpu-time}. */
  CPU_TIME_EXCEEDED("CpuTimeExceeded"),
  /** The session had more processes than {@code yera.session.processes}; see sandbox.md. */
  PROCESSES_EXCEEDED("ProcessesExceeded"),
  /** The session's files took more than {@code yera.session.disk}. */
  DISK_EXCEEDED("DiskExceeded"),
  /** What the app said could not be stored. */
  STORAGE_FAILED("StorageFailed"),
  /** The server ended without a word while the app ran; written by the next one. */
  SERVER_LOST("ServerLost"),
  /** The node that ran the app died, or lost its lease; written by another one, or by itself. */
  NODE_LOST("NodeLost"),
  /** The server stops. */
  SERVER_SHUTDOWN("ServerShutdown"),
  /** A user ended it, and it is kept. */
  ENDED_BY_USER("EndedByUser"),
  /** A user interrupted the app, which did not go on. */
  INTERRUPTED("Interrupted"),
  /** Somebody deleted the session, or nobody used it. */
  CLEANED_UP("CleanedUp");

  /** Nobody's fault: a user, a clock, the server's own end, or an erasure. */
  private static final Set<String> STOPS =
      EnumSet.of(
              ENDED_BY_USER,
              INTERRUPTED,
              AWAY_TIMEOUT,
              IDLE_TIMEOUT,
              LIFETIME_EXCEEDED,
              SERVER_SHUTDOWN,
              SERVER_LOST,
              NODE_LOST,
              CLEANED_UP)
          .stream()
          .map(EndReason::errorType)
          .collect(Collectors.toUnmodifiableSet());

  /** The server's doing, whatever status that gave the process. */
  private static final Set<String> BY_SERVER =
      EnumSet.complementOf(EnumSet.of(PROCESS_EXITED, PROCESS_KILLED, START_FAILED)).stream()
          .map(EndReason::errorType)
          .collect(Collectors.toUnmodifiableSet());

  private final String errorType;

  EndReason(String errorType) {
    this.errorType = errorType;
  }

  /** The name in an exit event. */
  public String errorType() {
    return errorType;
  }

  /** Whether the exit code is that of the server's own signal, and says nothing of the app. */
  public static boolean isByServer(Object errorType) {
    return errorType instanceof String name && BY_SERVER.contains(name);
  }

  /** Whether a session with this {@code error_type} was stopped, and has not failed. */
  public static boolean isStop(Object errorType) {
    return errorType instanceof String name && STOPS.contains(name);
  }
}
