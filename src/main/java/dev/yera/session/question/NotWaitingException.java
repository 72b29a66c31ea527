package dev.yera.session.question;

import dev.yera.event.reason.Excerpt;
import jakarta.ejb.ApplicationException;

/** The block is not waiting for an answer: unknown, answered, or a field of a form. */
@ApplicationException
public class NotWaitingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the block. */
  public NotWaitingException(String blockId, String why) {
    super("Block \"" + Excerpt.of(blockId) + "\" is not waiting for an answer: " + why + ".");
  }
}
