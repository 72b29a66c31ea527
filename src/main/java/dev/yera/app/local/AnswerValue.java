package dev.yera.app.local;

import dev.yera.event.block.Block;
import dev.yera.event.block.Buttons;
import dev.yera.event.block.DatePicker;
import dev.yera.event.block.Slider;
import dev.yera.event.block.TextInput;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Converts a scripted or typed answer to the JSON value that the question accepts. */
final class AnswerValue {
  private AnswerValue() {}

  /**
   * Converts and checks an answer.
   *
   * @throws IllegalArgumentException if the question does not accept it; the message says why
   */
  static Object of(Block question, Object given) {
    if (given == null) {
      throw new IllegalArgumentException("null is not an answer");
    } else if (question instanceof Buttons buttons) {
      return option(buttons, given.toString());
    } else if (question instanceof Slider slider) {
      return inRange(slider, decimal(given.toString()));
    } else if (question instanceof DatePicker) {
      return date(given.toString());
    } else if (question instanceof TextInput) {
      return given.toString();
    }
    throw new IllegalArgumentException("a " + question.blockType() + " takes no answer");
  }

  private static String option(Buttons buttons, String option) {
    if (!buttons.options().contains(option)) {
      throw new IllegalArgumentException(
          "\"" + option + "\" is not one of the options " + buttons.options());
    }
    return option;
  }

  private static Number inRange(Slider slider, Number number) {
    if (!slider.takes(number)) {
      throw new IllegalArgumentException(
          number + " is not from " + slider.minValue() + " to " + slider.maxValue());
    }
    return number;
  }

  private static String date(String text) {
    try {
      return LocalDate.parse(text).toString();
    } catch (DateTimeException notADate) {
      throw new IllegalArgumentException(text + " is not a date like 2026-11-22", notADate);
    }
  }

  private static BigDecimal decimal(String text) {
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(text + " is not a number", notANumber);
    }
  }
}
