package dev.yera.app.local;

import dev.yera.event.block.Block;
import dev.yera.event.block.Buttons;
import dev.yera.event.block.ChatInput;
import dev.yera.event.block.Checkbox;
import dev.yera.event.block.DatePicker;
import dev.yera.event.block.FileInput;
import dev.yera.event.block.NumberInput;
import dev.yera.event.block.Prompt;
import dev.yera.event.block.Select;
import dev.yera.event.block.Slider;
import dev.yera.event.block.TextInput;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
      if (question instanceof Prompt prompt && prompt.expected(null).isEmpty()) {
        return null;
      }
      throw new IllegalArgumentException("null is not an answer");
    } else if (question instanceof Buttons buttons) {
      return option(buttons, given.toString());
    } else if (question instanceof Slider slider) {
      return inRange(slider, decimal(given.toString()));
    } else if (question instanceof DatePicker) {
      return date(given.toString());
    } else if (question instanceof NumberInput number) {
      return fitting(number, decimal(given.toString()));
    } else if (question instanceof Checkbox checkbox) {
      return fitting(checkbox, yesOrNo(given));
    } else if (question instanceof Select select) {
      return fitting(
          select, given instanceof Collection<?> several ? texts(several) : given.toString());
    } else if (question instanceof FileInput file) {
      List<Object> files = LocalFiles.of(file, given);
      fitting(file, file.asSent(files));
      return files;
    } else if (question instanceof ChatInput chat) {
      return message(chat, given);
    } else if (question instanceof TextInput text) {
      return fitting(text, given.toString());
    }
    throw new IllegalArgumentException("a " + question.blockType() + " takes no answer");
  }

  private static Object fitting(Prompt question, Object value) {
    question
        .expected(value)
        .ifPresent(
            expected -> {
              String shown = value instanceof String text ? "\"" + text + "\"" : value.toString();
              throw new IllegalArgumentException(shown + " is not " + expected);
            });
    return value;
  }

  /** A text, or an object with a text and files. */
  private static Object message(ChatInput chat, Object given) {
    boolean isWhole = given instanceof Map<?, ?>;
    Map<?, ?> said = isWhole ? (Map<?, ?>) given : Map.of("text", given.toString());
    Object files = said.get("files");
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("text", said.get("text") == null ? "" : said.get("text").toString());
    message.put("files", files == null ? List.of() : LocalFiles.of(chat, files));
    fitting(chat, chat.asSent(message));
    return message;
  }

  private static Object yesOrNo(Object given) {
    return switch (given.toString().strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "y" -> true;
      case "false", "no", "n" -> false;
      default -> given;
    };
  }

  private static List<String> texts(Collection<?> values) {
    return values.stream().map(String::valueOf).toList();
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
