package dev.yera.session;

import dev.yera.event.reason.Excerpt;
import jakarta.ejb.ApplicationException;

/** There is no session with this id, or not for this caller. */
@ApplicationException
public class UnknownSessionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sessionId;

  /** Names the requested id. */
  public UnknownSessionException(String sessionId) {
    super("There is no session \"" + Excerpt.of(sessionId) + "\".");
    this.sessionId = Excerpt.of(sessionId);
  }

  /** The requested id, or its beginning. */
  public String sessionId() {
    return sessionId;
  }
}
