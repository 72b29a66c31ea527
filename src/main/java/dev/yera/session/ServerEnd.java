package dev.yera.session;

import dev.yera.event.block.EndReason;
import dev.yera.sandbox.Excess;
import dev.yera.sandbox.Limits;
import java.time.Duration;

/**
 * Why the server ended a session (see "Exit" in {@code protocol.md}).
 *
 * @param reason the server's name for it
 * @param sentence for the user, with the value of the limit
 * @param longestGrace how long the app may take to exit, if less than its usual grace
 */
record ServerEnd(EndReason reason, String sentence, Duration longestGrace) {
  /** All processes must be gone 5 s after the server, so none gets the usual grace then. */
  private static final Duration SHUTDOWN_GRACE = Duration.ofSeconds(3);

  private static final long MIB = 1 << 20;
  private static final long GIB = 1 << 30;
  private static final Duration USUAL = Duration.ofDays(10_000);

  ServerEnd(EndReason reason, String sentence) {
    this(reason, sentence, USUAL);
  }

  static ServerEnd shutdown() {
    return new ServerEnd(EndReason.SERVER_SHUTDOWN, "The server was stopped.", SHUTDOWN_GRACE);
  }

  /** It may run on another node soon, so nothing of it may stay here. */
  static ServerEnd nodeLost() {
    return atOnce(
        EndReason.NODE_LOST,
        "The server that ran the app lost its place among the others. What it said until then is"
            + " here.");
  }

  static ServerEnd byUser() {
    return new ServerEnd(EndReason.ENDED_BY_USER, "Ended by the user.");
  }

  static ServerEnd cleanedUp(String sentence) {
    return new ServerEnd(EndReason.CLEANED_UP, sentence);
  }

  /** Of what there is too much there is more with every moment. */
  static ServerEnd exceeded(Excess excess, Limits limits) {
    return switch (excess) {
      case MEMORY ->
          atOnce(
              EndReason.MEMORY_EXCEEDED,
              "The app used more memory than %s (yera.session.memory)."
                  .formatted(spoken(limits.memory())));
      case CPU_TIME ->
          atOnce(
              EndReason.CPU_TIME_EXCEEDED,
              "The app used more processor time than %s (yera.session.cpu-time)."
                  .formatted(SessionClocks.spoken(limits.cpuTime())));
      case PROCESSES ->
          atOnce(
              EndReason.PROCESSES_EXCEEDED,
              "The app had more processes and threads than %d (yera.session.processes)."
                  .formatted(limits.processes()));
      case DISK ->
          atOnce(
              EndReason.DISK_EXCEEDED,
              "The app's files took more than %s (yera.session.disk)."
                  .formatted(spoken(limits.disk())));
    };
  }

  private static ServerEnd atOnce(EndReason reason, String sentence) {
    return new ServerEnd(reason, sentence, Duration.ZERO);
  }

  private static String spoken(long bytes) {
    if (bytes % GIB == 0) {
      return bytes / GIB + " GiB";
    }
    return bytes % MIB == 0 ? bytes / MIB + " MiB" : bytes + " bytes";
  }

  Duration grace(Duration usual) {
    return usual.compareTo(longestGrace) < 0 ? usual : longestGrace;
  }
}
