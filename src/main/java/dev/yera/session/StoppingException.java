package dev.yera.session;

import jakarta.ejb.ApplicationException;

/** The server is stopping: nothing new is started. */
@ApplicationException
public class StoppingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Has the message for the client. */
  public StoppingException() {
    super("The server is stopping.");
  }
}
