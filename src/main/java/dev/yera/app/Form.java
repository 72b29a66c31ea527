package dev.yera.app;

import dev.yera.event.OutputEvent;
import dev.yera.event.block.FormStatus;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private boolean awaiting;

  private Form() {}

  static <T, X extends Exception> T ask(Frame frame, Filling<T, X> filling) throws X {
    Place here = Place.here(WORD);
    here.run().refuseWhenLeaving();
    if (here.form() != null) {
      throw Misuse.state(
          WORD,
          "a form cannot contain a form",
          "Put all questions into the outer form, in a container if they belong together");
    }
    Form form = new Form();
    OpenBlock block = here.open(event(frame, FormStatus.OPEN));
    Supplier<T> result = here.in(block, form).during(() -> filling.fill(form));
    if (result == null) {
      throw Misuse.state(
          WORD,
          "its lambda returned null",
          "Return a supplier that reads the fields: return () -> new Trip(name.get(), …)");
    }
    form.await(here, block.send(event(frame, form.close())));
    return result.get();
  }

  private static dev.yera.event.block.FormBlock event(Frame frame, FormStatus status) {
    return new dev.yera.event.block.FormBlock(frame.border(), status);
  }

  private synchronized FormStatus close() {
    awaiting = true;
    return FormStatus.AWAITING;
  }

  private void await(Place here, OutputEvent question) {
    try {
      Map<?, ?> answers = (Map<?, ?>) here.run().wire().answer(question);
      for (Map.Entry<String, Field<?>> field : fields.entrySet()) {
        field.getValue().answer(answers.get(field.getKey()));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new QuestionInterruptedException(WORD, interrupted);
    }
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
    return add(Questions.datePicker(label, null));
  }

  /** Asks for a day; {@code first} is shown first. */
  public Field<LocalDate> datePicker(String label, LocalDate first) {
    return add(Questions.datePicker(label, first));
  }

  private synchronized <T> Field<T> add(Question<T> question) {
    Place here = Place.here(question.word());
    if (awaiting || here.form() != this) {
      throw Misuse.state(
          question.word(),
          "its form accepts no fields here",
          "Add the fields inside the form's own lambda, on the same thread");
    }
    Field<T> field = new Field<>(question);
    fields.put(here.open(question.block()).id().value(), field);
    return field;
  }
}
