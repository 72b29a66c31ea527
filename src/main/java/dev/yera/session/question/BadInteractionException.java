package dev.yera.session.question;

import dev.yera.event.block.BlockId;
import dev.yera.event.reason.Reason;
import jakarta.ejb.ApplicationException;
import java.util.Optional;

/** The block does not accept the answer. */
@ApplicationException
public class BadInteractionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Reason reason;
  private final String blockId;

  /** Names the problem, in a sentence with its reason. */
  public BadInteractionException(String problem, Reason reason) {
    this(problem, reason, null);
  }

  /**
   * Names the problem and the question; of a form the field.
   *
   * @param reason null for an author's own sentence
   * @param question or null
   */
  BadInteractionException(String problem, Reason reason, BlockId question) {
    super(problem);
    this.reason = reason;
    this.blockId = question == null ? null : question.value();
  }

  /** With what the app's author says of it. */
  static BadInteractionException said(String problem, BlockId question) {
    return new BadInteractionException(problem, null, question);
  }

  /** Why, for other languages; empty if the app's author says it. */
  public Optional<Reason> reason() {
    return Optional.ofNullable(reason);
  }

  /** The question, of a form the field, whose answer is not accepted. */
  public Optional<String> blockId() {
    return Optional.ofNullable(blockId);
  }
}
