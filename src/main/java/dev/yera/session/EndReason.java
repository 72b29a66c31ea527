package dev.yera.session;

/**
 * Why a session ended other than by its app's own words: the server's values of {@code error_type}
 * (contract, section 3, "Exit"). A new one is also named in {@code protocol.md}; {@code HouseTest}
 * fails where it is not.
 */
enum EndReason {
  /** The process ended with a status other than 0 and without an exit event. */
  PROCESS_EXITED("ProcessExited"),
  /** A signal killed the process. */
  PROCESS_KILLED("ProcessKilled"),
  /** The process could not be started. */
  START_FAILED("StartFailed"),
  /** The app was not ready within {@code yera.session.start-timeout}. */
  START_TIMEOUT("StartTimeout"),
  /** Nobody viewed the session for its away clock. */
  AWAY_TIMEOUT("AwayTimeout"),
  /** The app waited for an answer for its idle clock. */
  IDLE_TIMEOUT("IdleTimeout"),
  /** The session reached {@code yera.session.max-lifetime}. */
  LIFETIME_EXCEEDED("LifetimeExceeded"),
  /** The app said more than {@code yera.session.output-quota}. */
  OUTPUT_QUOTA_EXCEEDED("OutputQuotaExceeded"),
  /** The app wrote a line of more than {@code yera.session.max-line}. */
  EVENT_TOO_LARGE("EventTooLarge"),
  /** The session used more than {@code yera.session.memory}. */
  MEMORY_EXCEEDED("MemoryExceeded"),
  /** The session used more than {@code yera.session.cpu-time}. */
  CPU_TIME_EXCEEDED("CpuTimeExceeded"),
  /** The session had more processes than {@code yera.session.processes}; see sandbox.md. */
  PROCESSES_EXCEEDED("ProcessesExceeded"),
  /** What the app said could not be stored. */
  STORAGE_FAILED("StorageFailed"),
  /** The server stops. */
  SERVER_SHUTDOWN("ServerShutdown"),
  /** Somebody deleted the session, or nobody used it. */
  CLEANED_UP("CleanedUp");

  private final String errorType;

  EndReason(String errorType) {
    this.errorType = errorType;
  }

  /** As it stands in an exit event. */
  String errorType() {
    return errorType;
  }
}
