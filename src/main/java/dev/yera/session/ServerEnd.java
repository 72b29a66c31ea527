package dev.yera.session;

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

  private static final Duration USUAL = Duration.ofDays(10_000);

  ServerEnd(EndReason reason, String sentence) {
    this(reason, sentence, USUAL);
  }

  static ServerEnd shutdown() {
    return new ServerEnd(EndReason.SERVER_SHUTDOWN, "The server is stopping.", SHUTDOWN_GRACE);
  }

  static ServerEnd cleanedUp(String sentence) {
    return new ServerEnd(EndReason.CLEANED_UP, sentence);
  }

  Duration grace(Duration usual) {
    return usual.compareTo(longestGrace) < 0 ? usual : longestGrace;
  }
}
