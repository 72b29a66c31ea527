package dev.yera.app;

import dev.yera.event.block.TakesFiles;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A question in a {@link Form}; {@link #get()} returns the answer once the form is answered.
 *
 * @param <T> the type of the answer
 */
public final class Field<T> implements Supplier<T> {
  private final Question<T> question;
  private final OpenBlock block;
  private Object given;
  private boolean wasAnswered;
  private boolean answered;
  private T answer;

  /**
   * A field that is asked.
   *
   * @param block where it stands
   * @param shown what is entered at first, if the question takes it; null for nothing
   */
  Field(Question<T> question, OpenBlock block, Object shown) {
    this.question = question;
    this.block = block;
    boolean fits = shown != null && question.prompt().expected(sent(shown)).isEmpty();
    block.send(fits ? question.prompt().again(shown, null) : question.prompt());
  }

  /** What was answered, as a user would send it: files by their ids. */
  private Object sent(Object answer) {
    return question.prompt() instanceof TakesFiles prompt ? prompt.asSent(answer) : answer;
  }

  /** Whether the question has the type and the label of another one. */
  boolean isLike(Question<?> other) {
    return question.word().equals(other.word())
        && Objects.equals(question.prompt().asked().label(), other.prompt().asked().label());
  }

  /** What was answered; null for nothing. */
  synchronized Object given() {
    return given;
  }

  String id() {
    return block.id().value();
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

  /**
   * Takes the answer.
   *
   * @return what is wrong with it; null if nothing is
   */
  synchronized String answer(Object value) {
    given = value;
    wasAnswered = true;
    answered = true;
    String wrong = question.wrong(value);
    answer = wrong == null ? question.read(value) : null;
    return wrong;
  }

  /** Asks again, with what was entered; the message may be null. */
  synchronized void again(String message) {
    answered = false;
    // A step that one came back from was never answered: it is shown as it was.
    block.send(wasAnswered ? question.prompt().again(given, message) : question.prompt());
  }
}
