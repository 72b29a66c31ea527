package dev.yera.app;

import dev.yera.event.block.Asked;
import dev.yera.event.block.Buttons;
import dev.yera.event.block.Checkbox;
import dev.yera.event.block.DatePicker;
import dev.yera.event.block.NumberInput;
import dev.yera.event.block.Select;
import dev.yera.event.block.Slider;
import dev.yera.event.block.TextInput;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Checks and builds questions; {@link Yera} asks them, {@link Form} collects them. */
final class Questions {
  private static final String SLIDER = "slider";
  private static final String NUMBER_INPUT = "numberInput";
  private static final String DATE_PICKER = "datePicker";

  private Questions() {}

  static Question<String> textInput(String label) {
    return new Question<>("textInput", new TextInput(label), String.class::cast, List.of());
  }

  static Question<String> textInput(String label, Consumer<AskText> saying) {
    AskText ask = said(new AskText(), saying);
    TextInput block = new TextInput(ask.asked(label), ask.rules(), null);
    return new Question<>("textInput", block, String.class::cast, ask.checks());
  }

  /** A line of a chat: an empty one says nothing. */
  static Question<String> chatLine() {
    return textInput(null, Ask::required);
  }

  private static <A> A said(A ask, Consumer<? super A> saying) {
    saying.accept(ask);
    return ask;
  }

  static <E extends Enum<E>> Question<E> buttons(String label, Class<E> options) {
    return buttons(label, List.of(options.getEnumConstants()));
  }

  static <T> Question<T> buttons(String label, List<T> options) {
    return buttons(label, options, ask -> {});
  }

  static <T> Question<T> buttons(String label, List<T> options, Consumer<Ask<T>> saying) {
    Choices<T> choices = new Choices<>("buttons", options);
    Ask<T> ask = said(new Ask<>(choices::chosen), saying);
    Buttons block = new Buttons(choices.texts, choices.text(ask.first()), ask.asked(label));
    return new Question<>("buttons", block, choices::chosen, ask.checks());
  }

  static <T> Question<T> select(String label, List<T> options, Consumer<Ask<T>> saying) {
    Choices<T> choices = new Choices<>("select", options);
    Ask<T> ask = said(new Ask<>(choices::chosen), saying);
    List<String> first = ask.first() == null ? List.of() : List.of(choices.text(ask.first()));
    Select block =
        new Select(choices.texts, first, false, 0, choices.texts.size(), ask.asked(label));
    return new Question<>("select", block, choices::chosen, ask.checks());
  }

  static <T> Question<List<T>> selectMany(
      String label, List<T> options, Consumer<AskMany<T>> saying) {
    String word = "selectMany";
    Choices<T> choices = new Choices<>(word, options);
    AskMany<T> ask = said(new AskMany<>(choices::allChosen), saying);
    int size = choices.texts.size();
    int most = ask.most(size);
    if (ask.least() < 0 || ask.least() > size || most < 1 || most < ask.least()) {
      throw Misuse.argument(
          word,
          "of %d options %d to %d cannot be chosen".formatted(size, ask.least(), most),
          "Give atLeast and atMost that fit");
    }
    List<String> first = new ArrayList<>();
    for (T each : ask.first() == null ? List.<T>of() : ask.first()) {
      first.add(choices.text(each));
    }
    Select block = new Select(choices.texts, first, true, ask.least(), most, ask.asked(label));
    return new Question<>(word, block, choices::allChosen, ask.checks());
  }

  /** What one may choose from, and its texts. */
  private static final class Choices<T> {
    final String word;
    final List<T> options;
    final List<String> texts;

    Choices(String word, List<T> options) {
      this.word = word;
      this.options = new ArrayList<>(options);
      List<String> all = new ArrayList<>();
      for (T choice : this.options) {
        all.add(String.valueOf(choice));
      }
      refuseBad(word, all);
      this.texts = List.copyOf(all);
    }

    T chosen(Object text) {
      return options.get(texts.indexOf(text));
    }

    List<T> allChosen(Object all) {
      List<T> chosen = new ArrayList<>();
      for (Object each : (List<?>) all) {
        chosen.add(chosen(each));
      }
      return chosen;
    }

    String text(T option) {
      if (option != null && !texts.contains(String.valueOf(option))) {
        throw Misuse.argument(
            word, "\"" + option + "\" is not one of the options " + texts, "Choose one of them");
      }
      return option == null ? null : String.valueOf(option);
    }
  }

  private static void refuseBad(String word, List<String> texts) {
    if (texts.isEmpty()) {
      throw Misuse.argument(word, "there are no options", "Give at least one");
    }
    Set<String> seen = new HashSet<>();
    for (String text : texts) {
      if (text.isBlank() || !seen.add(text)) {
        throw Misuse.argument(
            word,
            text.isBlank() ? "an option has no text" : "the option \"" + text + "\" is there twice",
            "Give each option a different text; the text of an object is its toString()");
      }
    }
  }

  static Question<Boolean> checkbox(String label, Consumer<Ask<Boolean>> saying) {
    Ask<Boolean> ask = said(new Ask<>(Boolean.class::cast), saying);
    Checkbox block = new Checkbox(Boolean.TRUE.equals(ask.first()), ask.asked(label));
    return new Question<>("checkbox", block, Boolean.class::cast, ask.checks());
  }

  static Question<Integer> slider(String label, int min, int max) {
    return slider(label, min, max, (int) Math.floorDiv((long) min + max, 2), 1);
  }

  static Question<Integer> slider(String label, int min, int max, int first, int step) {
    refuseBad(SLIDER, min, max, (double) first, (double) step);
    return new Question<>(
        SLIDER, new Slider(min, max, first, step, label), Questions::whole, List.of());
  }

  static Question<Integer> slider(String label, int min, int max, Consumer<AskNumber> saying) {
    AskNumber ask = said(new AskNumber(), saying);
    double middle = Math.floorDiv((long) min + max, 2);
    double first = ask.first() == null ? middle : ask.first();
    double step = ask.step() == null ? 1 : ask.step().doubleValue();
    refuseBad(SLIDER, min, max, first, step);
    Slider block = new Slider(min, max, plain(first), plain(step), ask.asked(label));
    return new Question<>(SLIDER, block, Questions::whole, ask.checks());
  }

  static Question<Double> slider(String label, double min, double max, Double first, Double step) {
    refuseBad(SLIDER, min, max, first, step);
    return new Question<>(
        SLIDER, new Slider(min, max, first, step, label), Questions::decimal, List.of());
  }

  static Question<Double> slider(String label, double min, double max, Consumer<AskNumber> saying) {
    AskNumber ask = said(new AskNumber(), saying);
    Double step = ask.step() == null ? null : ask.step().doubleValue();
    refuseBad(SLIDER, min, max, ask.first(), step);
    Slider block = new Slider(min, max, ask.first(), step, ask.asked(label));
    return new Question<>(SLIDER, block, Questions::decimal, ask.checks());
  }

  static Question<Integer> numberInput(String label, int min, int max, Consumer<AskNumber> saying) {
    AskNumber ask = said(new AskNumber(), saying);
    double step = ask.step() == null ? 1 : ask.step().doubleValue();
    refuseBad(NUMBER_INPUT, min, max, ask.first(), step);
    NumberInput block =
        new NumberInput(min, max, plain(step), plain(ask.first()), ask.asked(label));
    return new Question<>(NUMBER_INPUT, block, Questions::whole, ask.checks());
  }

  /** Any number that a long is, to the last digit. */
  static Question<Long> numberInput(String label, boolean required, Long first) {
    Asked asked = new Asked(label, required, null, null);
    NumberInput block = new NumberInput(Long.MIN_VALUE, Long.MAX_VALUE, 1L, first, asked);
    return new Question<>(NUMBER_INPUT, block, Questions::exact, List.of());
  }

  /** A number in a range; bounds that are infinite are none. */
  static Question<Double> numberInput(
      String label, double min, double max, Consumer<AskNumber> saying) {
    AskNumber ask = said(new AskNumber(), saying);
    if (!(min <= max)) {
      throw Misuse.argument(
          NUMBER_INPUT,
          "there is no number from " + min + " to " + max,
          "Give the lower bound first");
    }
    refuseBadFirst(NUMBER_INPUT, min, max, ask.first());
    NumberInput block =
        new NumberInput(bound(min), bound(max), ask.step(), ask.first(), ask.asked(label));
    return new Question<>(NUMBER_INPUT, block, Questions::decimal, ask.checks());
  }

  private static Number bound(double value) {
    return Double.isInfinite(value) ? null : value;
  }

  /** A whole number without its decimal point. */
  private static Number plain(Double value) {
    return value != null && value == Math.rint(value) && Math.abs(value) < 1L << 53
        ? (Number) value.longValue()
        : value;
  }

  private static int whole(Object value) {
    return (int) Math.round(((Number) value).doubleValue());
  }

  private static long exact(Object value) {
    return new BigDecimal(value.toString()).longValueExact();
  }

  private static double decimal(Object value) {
    return ((Number) value).doubleValue();
  }

  private static void refuseBad(String word, double min, double max, Double first, Double step) {
    if (!Double.isFinite(min) || !Double.isFinite(max) || min > max) {
      throw Misuse.argument(
          word,
          "there is no number from " + min + " to " + max,
          "Give finite bounds, the lower one first");
    }
    refuseBadFirst(word, min, max, first);
    if (step != null && !(step > 0 && Double.isFinite(step))) {
      throw Misuse.argument(word, "the step is " + step, "Give one above 0");
    }
  }

  private static void refuseBadFirst(String word, double min, double max, Double first) {
    if (first != null && !(first >= min && first <= max && Double.isFinite(first))) {
      throw Misuse.argument(
          word,
          "the initial value " + first + " is not from " + min + " to " + max,
          "Choose one inside the range");
    }
  }

  static Question<LocalDate> datePicker(String label, LocalDate first) {
    return datePicker(label, ask -> ask.first(first));
  }

  static Question<LocalDate> datePicker(String label, Consumer<Ask<LocalDate>> saying) {
    Ask<LocalDate> ask = said(new Ask<>(Questions::day), saying);
    LocalDate shown = ask.first() == null ? Place.here(DATE_PICKER).run().today() : ask.first();
    if (shown.getYear() < 0 || shown.getYear() > 9999) {
      throw Misuse.argument(
          DATE_PICKER,
          "the initial day " + shown + " has no year of four digits",
          "Choose another day");
    }
    return new Question<>(
        DATE_PICKER, new DatePicker(shown, ask.asked(label)), Questions::day, ask.checks());
  }

  static Question<Upload> upload(String label, Consumer<AskUpload<Upload>> saying) {
    String word = "upload";
    AskUpload<Upload> ask = said(new AskUpload<>(word, Upload::one), saying);
    List<Upload> first = ask.first() == null ? List.of() : List.of(ask.first());
    return new Question<>(word, ask.block(label, false, first), Upload::one, ask.checks());
  }

  static Question<List<Upload>> uploadMany(String label, Consumer<AskUpload<List<Upload>>> saying) {
    String word = "uploadMany";
    AskUpload<List<Upload>> ask = said(new AskUpload<>(word, Upload::all), saying);
    List<Upload> first = ask.first() == null ? List.of() : ask.first();
    return new Question<>(word, ask.block(label, true, first), Upload::all, ask.checks());
  }

  static Question<ChatMessage> chatInput(Consumer<AskChat> saying) {
    AskChat ask = said(new AskChat(), saying);
    return new Question<>("chatInput", ask.block(), ChatMessage::of, ask.checks());
  }

  private static LocalDate day(Object value) {
    return LocalDate.parse((String) value);
  }
}
