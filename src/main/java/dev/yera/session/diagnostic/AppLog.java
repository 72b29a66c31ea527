package dev.yera.session.diagnostic;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes error output of one session's app to the server's log, with the session's id: so many
 * lines a second, because the log is everybody's. For one thread.
 */
public final class AppLog {
  /** Of these lines and of nothing else. */
  public static final String NAME = "dev.yera.apps";

  /** Lines a second. */
  static final int MOST = 100;

  private static final Logger LOG = Logger.getLogger(NAME);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Object session;
  private final LongSupplier nanoTime;
  private long begin;
  private int lines;
  private long left;

  /**
   * For the app of this session.
   *
   * @param session its id
   */
  public AppLog(Object session, LongSupplier nanoTime) {
    this.session = session;
    this.nanoTime = nanoTime;
    begin = nanoTime.getAsLong();
  }

  /** Takes the next line. */
  public void line(String text) {
    if (nanoTime.getAsLong() - begin >= SECOND) {
      begin = nanoTime.getAsLong();
      lines = 0;
      tellWhatIsLeftOut();
    }
    if (lines == MOST) {
      left++;
      return;
    }
    lines++;
    // What a line controls is the reader's terminal.
    LOG.log(Level.INFO, "{0} {1}", new Object[] {session, text.replaceAll("\\p{Cntrl}", " ")});
  }

  /** Nothing comes any more. */
  public void end() {
    tellWhatIsLeftOut();
  }

  private void tellWhatIsLeftOut() {
    if (left > 0) {
      LOG.log(Level.INFO, "{0} … {1} lines are left out", new Object[] {session, left});
      left = 0;
    }
  }
}
