package dev.yera.session;

import jakarta.ejb.ApplicationException;

/** The session has no executor yet: it starts with the first viewer. */
@ApplicationException
public class ExecutorNotStartedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the session. */
  public ExecutorNotStartedException(SessionId id) {
    super("Session " + id + " is not started; it starts when its stream is opened.");
  }
}
