package dev.yera.session.question;

import dev.yera.event.AppCall;
import dev.yera.event.Excerpt;
import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Buttons;
import dev.yera.event.block.DatePicker;
import dev.yera.event.block.Slider;
import dev.yera.event.block.TextInput;
import java.time.DateTimeException;
import java.time.LocalDate;

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
    if (block instanceof Buttons buttons) {
      require(
          value instanceof String s && buttons.options().contains(s),
          value,
          "one of " + String.join(", ", buttons.options()));
    } else if (block instanceof Slider slider) {
      require(
          value instanceof Number n && slider.takes(n),
          value,
          "a number from " + slider.minValue() + " to " + slider.maxValue());
    } else if (block instanceof DatePicker) {
      require(isDate(value), value, "a date like 2026-11-22");
    } else if (block instanceof TextInput input) {
      require(input.takes(value), value, "a string");
    } else {
      require(value instanceof String, value, "a string");
    }
  }

  private static boolean isDate(Object value) {
    try {
      return value instanceof String text
          && text.length() == "2026-11-22".length()
          && LocalDate.parse(text).toString().equals(text);
    } catch (DateTimeException notADate) {
      return false;
    }
  }

  private void require(boolean fits, Object value, String expected) {
    if (!fits) {
      throw new BadInteractionException(
          "The answer to block \"%s\" must be %s, but it is %s."
              .formatted(id, expected, Excerpt.of(String.valueOf(value))));
    }
  }
}
