package dev.yera.session.question;

import jakarta.ejb.ApplicationException;

/** The block does not accept the answer. */
@ApplicationException
public class BadInteractionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the problem. */
  public BadInteractionException(String problem) {
    super(problem);
  }
}
