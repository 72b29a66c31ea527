package dev.yera.app;

import java.util.function.Predicate;

/** What can be said of a question for a number: {@code numberInput("Seats", 1, 8, q -> …)}. */
public final class AskNumber extends Ask<Double> {
  private Number step;

  AskNumber() {
    super(value -> ((Number) value).doubleValue());
  }

  @Override
  public AskNumber required() {
    super.required();
    return this;
  }

  @Override
  public AskNumber optional() {
    super.optional();
    return this;
  }

  @Override
  public AskNumber help(String sentence) {
    super.help(sentence);
    return this;
  }

  @Override
  public AskNumber first(Double value) {
    super.first(value);
    return this;
  }

  /** Sets the number that is shown at first. */
  public AskNumber first(int value) {
    return first((double) value);
  }

  @Override
  public AskNumber validate(Predicate<? super Double> holds, String message) {
    super.validate(holds, message);
    return this;
  }

  /** Takes only numbers of this distance, counted from the lowest one, else from 0. */
  public AskNumber step(double distance) {
    if (!(distance > 0 && Double.isFinite(distance))) {
      throw Misuse.argument("step", "the step is " + distance, "Give one above 0");
    }
    step = distance;
    return this;
  }

  Number step() {
    return step;
  }
}
