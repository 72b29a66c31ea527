package dev.yera.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What can be said of a question besides its label: {@code textInput("Name", q ->
 * q.required().help("As on the ticket"))}. Valid only inside that lambda.
 *
 * @param <T> the type of the answer
 */
public class Ask<T> {
  /** What an answer has to be, beyond what its question takes anyway. */
  record Check(Predicate<Object> passes, String message) {}

  private final Function<Object, T> reading;
  private final List<Check> checks = new ArrayList<>();
  private Boolean required;
  private String help;
  private T first;

  /**
   * Nothing is said yet.
   *
   * @param reading converts the JSON value of an answer
   */
  Ask(Function<Object, T> reading) {
    this.reading = reading;
  }

  /** Refuses an empty text, and a form without this choice. */
  public Ask<T> required() {
    required = true;
    return this;
  }

  /** Lets the user leave it out: the answer is null then. */
  public Ask<T> optional() {
    required = false;
    return this;
  }

  /** Shows a sentence beside the question. */
  public Ask<T> help(String sentence) {
    help = sentence;
    return this;
  }

  /** Sets what is shown at first. */
  public Ask<T> first(T value) {
    first = value;
    return this;
  }

  /**
   * Asks again, with what was entered and this message, until the predicate holds. Called with each
   * answer but null, in the order of the rules; the first that does not hold counts.
   */
  public Ask<T> validate(Predicate<? super T> holds, String message) {
    checks.add(new Check(value -> holds.test(reading.apply(value)), message));
    return this;
  }

  /** A rule on the JSON value. */
  void check(Predicate<Object> passes, String message) {
    checks.add(new Check(passes, message));
  }

  List<Check> checks() {
    return checks;
  }

  T first() {
    return first;
  }

  dev.yera.event.block.Asked asked(String label) {
    return new dev.yera.event.block.Asked(label, required, help, null);
  }
}
