package dev.yera.app;

import java.util.function.Supplier;

/**
 * A question in a {@link Form}; {@link #get()} returns the answer once the form is answered.
 *
 * @param <T> the type of the answer
 */
public final class Field<T> implements Supplier<T> {
  private final Question<T> question;
  private boolean answered;
  private T answer;

  Field(Question<T> question) {
    this.question = question;
  }

  @Override
  public synchronized T get() {
    if (!answered) {
      throw Misuse.state(
          "get",
          "the form around this " + question.word() + " is not answered yet",
          "Read its fields in the supplier that the form's lambda returns: return () -> new "
              + "Trip(name.get(), …)");
    }
    return answer;
  }

  synchronized void answer(Object value) {
    answer = question.reading().read(value);
    answered = true;
  }
}
