package dev.yera.session.limit;

import jakarta.ejb.ApplicationException;
import java.time.Duration;

/** A limit is reached; nothing was started. The message names the limit and its value. */
@ApplicationException
public class LimitExceededException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The limited resource. */
  public enum What {
    /** Sessions of one owner. */
    OWNER_SESSIONS,
    /** Sessions of the server. */
    SERVER_SESSIONS,
    /** Streams of a session or of the server. */
    VIEWERS,
    /** Answers that the app has not read. */
    INPUT,
    /** Answers of a session, all together; the session's only way on is a new session. */
    INPUT_QUOTA
  }

  private final What what;
  private final String limit;
  private final long value;
  private final transient Duration retryAfter;

  /**
   * Names the limit.
   *
   * @param limit the key of the setting
   * @param value its value
   * @param retryAfter when it may be worth trying again; zero if it never is
   */
  public LimitExceededException(
      What what, String limit, long value, String sentence, Duration retryAfter) {
    super(sentence + " (" + limit + " is " + value + ")");
    this.what = what;
    this.limit = limit;
    this.value = value;
    this.retryAfter = retryAfter;
  }

  /** The limited resource. */
  public What what() {
    return what;
  }

  /** The key of the setting. */
  public String limit() {
    return limit;
  }

  /** Its value. */
  public long value() {
    return value;
  }

  /** When it may be worth trying again; zero if it never is. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
