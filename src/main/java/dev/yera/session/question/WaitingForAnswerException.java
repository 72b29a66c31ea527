package dev.yera.session.question;

import jakarta.ejb.ApplicationException;

/** There is nothing to interrupt: the app waits for an answer. */
@ApplicationException
public class WaitingForAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says so. */
  public WaitingForAnswerException() {
    super("There is nothing to interrupt: the app waits for an answer.");
  }
}
