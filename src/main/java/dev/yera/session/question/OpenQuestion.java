package dev.yera.session.question;

import dev.yera.event.AppCall;
import dev.yera.event.Excerpt;
import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Prompt;
import dev.yera.event.block.TextInput;
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
    Optional<String> expected = prompt.expected(value);
    if (expected.isEmpty()
        && prompt instanceof TextInput input
        && value instanceof String text
        && input.rules().pattern() != null) {
      expected = TextPattern.expected(input.rules(), text);
      if (expected.isPresent() && input.rules().patternMessage() != null) {
        throw new BadInteractionException(input.rules().patternMessage(), id);
      }
    }
    if (expected.isPresent()) {
      throw new BadInteractionException(
          "The answer to block \"%s\" must be %s%s."
              .formatted(id, expected.get(), prompt.isSecret() ? "" : butItIs(value)),
          id);
    }
  }

  private static String butItIs(Object value) {
    return ", but it is " + Excerpt.of(String.valueOf(value));
  }

  /** The value as others than the app may know it: null for what is secret. */
  Object told(Object value) {
    return block instanceof Prompt prompt && prompt.isSecret() ? null : value;
  }
}
