package dev.yera.session.question;

import dev.yera.event.block.BlockId;
import jakarta.ejb.ApplicationException;
import java.util.Optional;

/** The block does not accept the answer. */
@ApplicationException
public class BadInteractionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String blockId;

  /** Names the problem. */
  public BadInteractionException(String problem) {
    this(problem, null);
  }

  /**
   * Names the problem and the question; of a form the field.
   *
   * @param question or null
   */
  public BadInteractionException(String problem, BlockId question) {
    super(problem);
    this.blockId = question == null ? null : question.value();
  }

  /** The question, of a form the field, whose answer is not accepted. */
  public Optional<String> blockId() {
    return Optional.ofNullable(blockId);
  }
}
