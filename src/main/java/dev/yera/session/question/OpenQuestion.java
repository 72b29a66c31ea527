package dev.yera.session.question;

import dev.yera.event.AppCall;
import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Prompt;
import dev.yera.event.block.TextInput;
import dev.yera.event.reason.Excerpt;
import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import java.util.Optional;

/**
 * A prompt or a form that waits for an answer.
 *
 * @param id the block
 * @param block the prompt or form
 * @param app the call of the app that asked
 * @param parent the layout block around it, or null
 */
public record OpenQuestion(BlockId id, Block block, AppCall app, BlockId parent) {

  /**
   * Refuses a value that this prompt does not accept.
   *
   * @throws BadInteractionException if it is refused; the message says what is expected
   */
  public void check(Object value) {
    if (!(block instanceof Prompt prompt)) {
      return;
    }
    Optional<Reason> expected = prompt.expected(value);
    if (expected.isEmpty()
        && prompt instanceof TextInput input
        && value instanceof String text
        && input.rules().pattern() != null) {
      expected = TextPattern.expected(input.rules(), text);
      if (expected.isPresent() && input.rules().patternMessage() != null) {
        throw BadInteractionException.said(input.rules().patternMessage(), id);
      }
    }
    if (expected.isPresent()) {
      Reason reason =
          prompt.isSecret()
              ? ReasonKey.ANSWER.with(expected.get())
              : ReasonKey.ANSWER_IS.with(expected.get(), Excerpt.of(String.valueOf(value)));
      throw new BadInteractionException(
          "The answer to block \"%s\" %s.".formatted(id, reason), reason, id);
    }
  }

  /** The value as others than the app may know it: null for what is secret. */
  Object told(Object value) {
    return block instanceof Prompt prompt && prompt.isSecret() ? null : value;
  }
}
