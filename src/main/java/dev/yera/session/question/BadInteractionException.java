package dev.yera.session.question;

import jakarta.ejb.ApplicationException;

/** The answer is not one that the block takes. */
@ApplicationException
public class BadInteractionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public BadInteractionException(String problem) {
    super(problem);
  }
}
