package dev.yera.app;

import dev.yera.event.block.Buttons;
import dev.yera.event.block.DatePicker;
import dev.yera.event.block.Slider;
import dev.yera.event.block.TextInput;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks and builds questions; {@link Yera} asks them, {@link Form} collects them. */
final class Questions {
  private static final String SLIDER = "slider";
  private static final String DATE_PICKER = "datePicker";

  private Questions() {}

  static Question<String> textInput(String label) {
    return new Question<>("textInput", new TextInput(label), String.class::cast);
  }

  static <E extends Enum<E>> Question<E> buttons(String label, Class<E> options) {
    return buttons(label, List.of(options.getEnumConstants()));
  }

  static <T> Question<T> buttons(String label, List<T> options) {
    List<T> choices = new ArrayList<>(options);
    List<String> texts = new ArrayList<>();
    for (T choice : choices) {
      texts.add(String.valueOf(choice));
    }
    refuseBad(texts);
    return new Question<>(
        "buttons",
        new Buttons(List.copyOf(texts), label),
        value -> choices.get(texts.indexOf(value)));
  }

  private static void refuseBad(List<String> texts) {
    if (texts.isEmpty()) {
      throw Misuse.argument("buttons", "there are no options", "Give at least one");
    }
    Set<String> seen = new HashSet<>();
    for (String text : texts) {
      if (text.isBlank() || !seen.add(text)) {
        throw Misuse.argument(
            "buttons",
            text.isBlank() ? "an option has no text" : "the option \"" + text + "\" is there twice",
            "Give each option a different text; the text of an object is its toString()");
      }
    }
  }

  static Question<Integer> slider(String label, int min, int max) {
    return slider(label, min, max, (int) Math.floorDiv((long) min + max, 2), 1);
  }

  static Question<Integer> slider(String label, int min, int max, int first, int step) {
    refuseBad(min, max, (double) first, (double) step);
    return new Question<>(
        SLIDER,
        new Slider(min, max, first, step, label),
        value -> (int) Math.round(((Number) value).doubleValue()));
  }

  static Question<Double> slider(String label, double min, double max, Double first, Double step) {
    refuseBad(min, max, first, step);
    return new Question<>(
        SLIDER, new Slider(min, max, first, step, label), value -> ((Number) value).doubleValue());
  }

  private static void refuseBad(double min, double max, Double first, Double step) {
    if (!Double.isFinite(min) || !Double.isFinite(max) || min > max) {
      throw Misuse.argument(
          SLIDER,
          "there is no number from " + min + " to " + max,
          "Give finite bounds, the lower one first");
    }
    if (first != null && !(first >= min && first <= max)) {
      throw Misuse.argument(
          SLIDER,
          "the initial value " + first + " is not from " + min + " to " + max,
          "Choose one inside the range");
    }
    if (step != null && !(step > 0 && Double.isFinite(step))) {
      throw Misuse.argument(SLIDER, "the step is " + step, "Give one above 0");
    }
  }

  static Question<LocalDate> datePicker(String label, LocalDate first) {
    LocalDate shown = first == null ? Place.here(DATE_PICKER).run().today() : first;
    if (shown.getYear() < 0 || shown.getYear() > 9999) {
      throw Misuse.argument(
          DATE_PICKER,
          "the initial day " + shown + " has no year of four digits",
          "Choose another day");
    }
    return new Question<>(
        DATE_PICKER, new DatePicker(shown, label), value -> LocalDate.parse((String) value));
  }
}
