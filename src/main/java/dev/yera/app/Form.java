package dev.yera.app;

import dev.yera.event.block.FormBlock;
import dev.yera.event.block.FormStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Questions that are answered together. Its methods correspond to those of {@link Yera}, but return
 * a {@link Field} that has the answer later. Layouts and texts are allowed between them.
 */
public final class Form {
  /**
   * Adds the fields and returns a supplier that reads their answers.
   *
   * @param <T> the result of the form
   * @param <X> the exception it may throw
   */
  @FunctionalInterface
  public interface Filling<T, X extends Exception> {
    /**
     * Called once with the empty form; the returned supplier is called once the form is answered.
     */
    Supplier<T> fill(Form form) throws X;
  }

  private static final String WORD = "form";

  private final Map<String, Field<?>> fields = new LinkedHashMap<>();
  private final List<Rule> rules = new ArrayList<>();
  private boolean awaiting;

  /**
   * What the answers have to be together.
   *
   * @param at where the message stands; null for the form as a whole
   */
  private record Rule(BooleanSupplier holds, String message, Field<?> at) {}

  private final Place here;
  private final Frame frame;
  private final OpenBlock block;
  private final Form earlier;
  private Map<?, ?> given = Map.of();
  private boolean asked;

  private Form(Place here, Frame frame, Form earlier) {
    this.here = here;
    this.frame = frame;
    this.earlier = earlier;
    this.block = here.open(new FormBlock(frame.border(), FormStatus.OPEN));
  }

  static <T, X extends Exception> T ask(Frame frame, Filling<T, X> filling) throws X {
    Place here = Place.here(WORD);
    here.run().refuseWhenLeaving();
    if (here.form() != null) {
      throw Misuse.state(
          WORD,
          "a form cannot contain a form",
          "Put all questions into the outer form, in a container if they belong together");
    }
    Form form = open(here, frame, null);
    Supplier<T> result = form.fill(filling);
    form.await(true);
    return result.get();
  }

  /**
   * Shows a form without fields.
   *
   * @param earlier a form whose answers are shown in fields that are alike; or null
   */
  static Form open(Place here, Frame frame, Form earlier) {
    return new Form(here, frame, earlier);
  }

  /** Adds its fields. */
  <T, X extends Exception> Supplier<T> fill(Filling<T, X> filling) throws X {
    Supplier<T> result = here.in(block, this).during(() -> filling.fill(this));
    if (result == null) {
      throw Misuse.state(
          WORD,
          "its lambda returned null",
          "Return a supplier that reads the fields: return () -> new Trip(name.get(), …)");
    }
    synchronized (this) {
      awaiting = true;
    }
    return result;
  }

  /**
   * Asks, again until the answers are right; a form that was answered before with what was entered.
   *
   * @param required whether it has to be answered
   * @return whether it was; always true if it has to be
   */
  boolean await(boolean required) {
    try {
      if (asked) {
        new Refusal(fields.values()).askAgain();
      }
      asked = true;
      String wrongWithAll = null;
      while (true) {
        FormBlock question =
            new FormBlock(frame.border(), FormStatus.AWAITING, required, wrongWithAll);
        Object answer = here.run().wire().answer(block.send(question));
        if (answer == null) {
          return false;
        }
        given = (Map<?, ?>) answer;
        Refusal wrong = take(given);
        if (wrong == null) {
          return true;
        }
        wrong.askAgain();
        wrongWithAll = wrong.ofAll();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      here.run().throwIfInterrupted();
      throw new QuestionInterruptedException(WORD, interrupted);
    }
  }

  /** The last answer; empty without one. */
  Map<?, ?> given() {
    return given;
  }

  /** Takes the answers; null if they are right. */
  private Refusal take(Map<?, ?> answers) {
    Refusal refusal = new Refusal(fields.values());
    fields.forEach((id, field) -> refusal.add(field, field.answer(answers.get(id))));
    if (!refusal.isNeeded()) {
      for (Rule rule : rules) {
        if (!rule.holds().getAsBoolean()) {
          refusal.add(rule.at(), rule.message());
        }
      }
    }
    return refusal.isNeeded() ? refusal : null;
  }

  /**
   * Asks the whole form again, with what was entered and this message, until the condition holds.
   * It is tested when each field is valid by itself, and may read all of them.
   */
  public void validate(BooleanSupplier holds, String message) {
    rules.add(new Rule(holds, message, null));
  }

  /** Like {@link #validate(BooleanSupplier, String)}; the message stands at this field. */
  public void validate(BooleanSupplier holds, String message, Field<?> at) {
    rules.add(new Rule(holds, message, at));
  }

  /** Asks for a line of text. */
  public Field<String> textInput(String label) {
    return add(Questions.textInput(label));
  }

  /** Asks to choose one of the options. */
  public Field<String> buttons(String label, String... options) {
    return add(Questions.buttons(label, Arrays.asList(options)));
  }

  /** Asks to choose one of the options, each shown as its {@code toString()}. */
  public <T> Field<T> buttons(String label, List<T> options) {
    return add(Questions.buttons(label, options));
  }

  /** Asks to choose one of the constants, each shown as its {@code toString()}. */
  public <E extends Enum<E>> Field<E> buttons(String label, Class<E> options) {
    return add(Questions.buttons(label, options));
  }

  /** Asks for a whole number from {@code min} to {@code max}; the middle is shown first. */
  public Field<Integer> slider(String label, int min, int max) {
    return add(Questions.slider(label, min, max));
  }

  /** Asks for a whole number from {@code min} to {@code max}; {@code first} is shown first. */
  public Field<Integer> slider(String label, int min, int max, int first) {
    return add(Questions.slider(label, min, max, first, 1));
  }

  /** Asks for a whole number in steps. */
  public Field<Integer> slider(String label, int min, int max, int first, int step) {
    return add(Questions.slider(label, min, max, first, step));
  }

  /** Asks for a number from {@code min} to {@code max}; the middle is shown first. */
  public Field<Double> slider(String label, double min, double max) {
    return add(Questions.slider(label, min, max, null, null));
  }

  /** Asks for a number from {@code min} to {@code max}; {@code first} is shown first. */
  public Field<Double> slider(String label, double min, double max, double first) {
    return add(Questions.slider(label, min, max, first, null));
  }

  /** Asks for a number in steps. */
  public Field<Double> slider(String label, double min, double max, double first, double step) {
    return add(Questions.slider(label, min, max, first, step));
  }

  /** Asks for a day; today is shown first. */
  public Field<LocalDate> datePicker(String label) {
    return add(Questions.datePicker(label, (LocalDate) null));
  }

  /** Asks for a day; {@code first} is shown first. */
  public Field<LocalDate> datePicker(String label, LocalDate first) {
    return add(Questions.datePicker(label, first));
  }

  /** Asks for a text; the lambda says more about it. */
  public Field<String> textInput(String label, Consumer<AskText> saying) {
    return add(Questions.textInput(label, saying));
  }

  /** Asks to choose one of the options; the lambda says more about it. */
  public <T> Field<T> buttons(String label, List<T> options, Consumer<Ask<T>> saying) {
    return add(Questions.buttons(label, options, saying));
  }

  /** Asks to choose one of a list. */
  public Field<String> select(String label, String... options) {
    return select(label, Arrays.asList(options));
  }

  /** Asks to choose one of a list, each shown as its {@code toString()}. */
  public <T> Field<T> select(String label, List<T> options) {
    return select(label, options, ask -> {});
  }

  /** Asks to choose one of a list; the lambda says more about it. */
  public <T> Field<T> select(String label, List<T> options, Consumer<Ask<T>> saying) {
    return add(Questions.select(label, options, saying));
  }

  /** Asks to choose any number of a list. */
  public <T> Field<List<T>> selectMany(String label, List<T> options) {
    return selectMany(label, options, ask -> {});
  }

  /** Asks to choose several of a list; the lambda says how many, and more about it. */
  public <T> Field<List<T>> selectMany(String label, List<T> options, Consumer<AskMany<T>> saying) {
    return add(Questions.selectMany(label, options, saying));
  }

  /** Asks for yes or no. */
  public Field<Boolean> checkbox(String label) {
    return checkbox(label, ask -> {});
  }

  /** Asks for yes or no; the lambda says more about it. */
  public Field<Boolean> checkbox(String label, Consumer<Ask<Boolean>> saying) {
    return add(Questions.checkbox(label, saying));
  }

  /** Asks for any number, which is typed. */
  public Field<Double> numberInput(String label) {
    return numberInput(label, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** Asks for a whole number from {@code min} to {@code max}, which is typed. */
  public Field<Integer> numberInput(String label, int min, int max) {
    return numberInput(label, min, max, ask -> {});
  }

  /** Asks for a whole number; the lambda says more about it. */
  public Field<Integer> numberInput(String label, int min, int max, Consumer<AskNumber> saying) {
    return add(Questions.numberInput(label, min, max, saying));
  }

  /** Asks for a number from {@code min} to {@code max}, which is typed. */
  public Field<Double> numberInput(String label, double min, double max) {
    return numberInput(label, min, max, ask -> {});
  }

  /** Asks for a number; the lambda says more about it. Infinite bounds are none. */
  public Field<Double> numberInput(
      String label, double min, double max, Consumer<AskNumber> saying) {
    return add(Questions.numberInput(label, min, max, saying));
  }

  /** Asks for a whole number; the lambda says more about it. */
  public Field<Integer> slider(String label, int min, int max, Consumer<AskNumber> saying) {
    return add(Questions.slider(label, min, max, saying));
  }

  /** Asks for a number; the lambda says more about it. */
  public Field<Double> slider(String label, double min, double max, Consumer<AskNumber> saying) {
    return add(Questions.slider(label, min, max, saying));
  }

  /** Asks for a day; the lambda says more about it. */
  public Field<LocalDate> datePicker(String label, Consumer<Ask<LocalDate>> saying) {
    return add(Questions.datePicker(label, saying));
  }

  /**
   * Asks for a file: {@code upload("Report", ".csv", "text/plain")}.
   *
   * @param accept media types ({@code "image/*"} too) and endings; none for any file
   */
  public Field<Upload> upload(String label, String... accept) {
    return upload(label, ask -> ask.accept(accept));
  }

  /** Asks for a file; the lambda says more about it. */
  public Field<Upload> upload(String label, Consumer<AskUpload<Upload>> saying) {
    return add(Questions.upload(label, saying));
  }

  /** Asks for any number of files; see {@link #upload(String, String...)}. */
  public Field<List<Upload>> uploadMany(String label, String... accept) {
    return uploadMany(label, ask -> ask.accept(accept));
  }

  /** Asks for any number of files; the lambda says more about it. */
  public Field<List<Upload>> uploadMany(String label, Consumer<AskUpload<List<Upload>>> saying) {
    return add(Questions.uploadMany(label, saying));
  }

  /** Asks this question. */
  synchronized <T> Field<T> add(Question<T> question) {
    Place here = Place.here(question.word());
    if (awaiting || here.form() != this) {
      throw Misuse.state(
          question.word(),
          "its form accepts no fields here",
          "Add the fields inside the form's own lambda, on the same thread");
    }
    Field<T> field =
        new Field<>(question, new OpenBlock(here, here.run().nextBlockId()), alike(question));
    fields.put(field.id(), field);
    return field;
  }

  /** What was answered to a question like this one in the form that was here before; or null. */
  private Object alike(Question<?> question) {
    if (earlier != null) {
      for (Field<?> field : earlier.fields.values()) {
        if (field.isLike(question)) {
          return field.given();
        }
      }
    }
    return null;
  }
}
