package dev.yera.app;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What can be said of a question with several answers: {@code selectMany("Toppings", all, q ->
 * q.atMost(3))}.
 *
 * @param <T> the type of an option
 */
public final class AskMany<T> extends Ask<List<T>> {
  private int least;
  private Integer most;

  AskMany(Function<Object, List<T>> reading) {
    super(reading);
  }

  @Override
  public AskMany<T> required() {
    super.required();
    least = Math.max(1, least);
    return this;
  }

  @Override
  public AskMany<T> optional() {
    super.optional();
    return this;
  }

  @Override
  public AskMany<T> help(String sentence) {
    super.help(sentence);
    return this;
  }

  @Override
  public AskMany<T> first(List<T> value) {
    super.first(value);
    return this;
  }

  @Override
  public AskMany<T> validate(Predicate<? super List<T>> holds, String message) {
    super.validate(holds, message);
    return this;
  }

  /** Refuses fewer choices. */
  public AskMany<T> atLeast(int choices) {
    least = choices;
    return this;
  }

  /** Refuses more choices. */
  public AskMany<T> atMost(int choices) {
    most = choices;
    return this;
  }

  int least() {
    return least;
  }

  int most(int options) {
    return most == null ? options : most;
  }
}
