package dev.yera.session;

import jakarta.ejb.ApplicationException;

/** The session has ended, or is ending: nothing can be answered any more. */
@ApplicationException
public class SessionEndedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the session. */
  public SessionEndedException(SessionId id) {
    super("Session " + id + " has ended.");
  }
}
