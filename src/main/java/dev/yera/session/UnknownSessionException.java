package dev.yera.session;

import dev.yera.event.Excerpt;
import jakarta.ejb.ApplicationException;

/** There is no session of this id, or not for this caller. */
@ApplicationException
public class UnknownSessionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sessionId;

  /** Names the id that was asked for. */
  public UnknownSessionException(String sessionId) {
    super("There is no session \"" + Excerpt.of(sessionId) + "\".");
    this.sessionId = Excerpt.of(sessionId);
  }

  /** The id that was asked for, or its beginning. */
  public String sessionId() {
    return sessionId;
  }
}
