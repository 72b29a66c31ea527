package dev.yera.session;

import java.time.Duration;

/**
 * Why the server ended a session (contract, section 3, "Exit").
 *
 * @param reason the server's name for it
 * @param sentence for the user, with the value of the limit
 * @param longestGrace how long the app has to leave, if that is less than its usual grace
 */
record ServerEnd(EndReason reason, String sentence, Duration longestGrace) {
  /**
   * All is to be gone 5 s after the server (contract, section 5), so nobody gets the usual grace
   * then.
   */
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
