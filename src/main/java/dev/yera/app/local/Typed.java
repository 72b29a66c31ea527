package dev.yera.app.local;

import dev.yera.event.block.Block;
import dev.yera.event.block.Buttons;
import dev.yera.event.block.Checkbox;
import dev.yera.event.block.DatePicker;
import dev.yera.event.block.FileInput;
import dev.yera.event.block.NumberInput;
import dev.yera.event.block.Prompt;
import dev.yera.event.block.Select;
import dev.yera.event.block.Slider;
import dev.yera.event.block.TextInput;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody means who types a line at a terminal: the number of an option is that option, an
 * empty line what is shown at first, or nothing where that is an answer.
 */
final class Typed {
  private Typed() {}

  static Object meant(Block question, String line) {
    if (line.isBlank() && question instanceof Prompt prompt) {
      Object first = first(prompt);
      boolean leavesOut = first == null && prompt.expected(null).isEmpty();
      return first != null || leavesOut ? first : line;
    } else if (question instanceof Buttons buttons) {
      return option(buttons.options(), line);
    } else if (question instanceof Select select) {
      return select.multiple() ? several(select.options(), line) : option(select.options(), line);
    } else if (question instanceof FileInput file && file.multiple()) {
      return List.of(line.split(",", -1));
    }
    return line;
  }

  private static Object first(Prompt prompt) {
    if (prompt instanceof Slider slider) {
      return slider.defaultValue();
    } else if (prompt instanceof DatePicker date) {
      return date.defaultDate();
    } else if (prompt instanceof NumberInput number) {
      return number.defaultValue();
    } else if (prompt instanceof Checkbox checkbox) {
      return checkbox.defaultValue();
    } else if (prompt instanceof Buttons buttons) {
      return buttons.defaultValue();
    } else if (prompt instanceof TextInput text) {
      return text.rules().defaultValue();
    } else if (prompt instanceof Select select) {
      if (select.multiple()) {
        return select.defaultValue();
      }
      return select.defaultValue().isEmpty() ? null : select.defaultValue().get(0);
    }
    return null;
  }

  private static String option(List<String> options, String line) {
    if (!options.contains(line)) {
      for (int i = 0; i < options.size(); i++) {
        if (line.strip().equals(String.valueOf(i + 1))) {
          return options.get(i);
        }
      }
    }
    return line;
  }

  private static List<String> several(List<String> options, String line) {
    List<String> chosen = new ArrayList<>();
    for (String each : line.split(",", -1)) {
      chosen.add(option(options, each.strip()));
    }
    return chosen;
  }
}
