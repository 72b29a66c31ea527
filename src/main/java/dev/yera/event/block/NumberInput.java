package dev.yera.event.block;

import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks for a number that is typed.
 *
 * @param minValue the lowest valid answer, or null for any
 * @param maxValue the highest valid answer, or null for any
 * @param step the distance between two valid answers, counted from the lowest one, else from 0;
 *     null for any
 * @param defaultValue the number at first, or null for none
 * @param asked what all questions have
 */
public record NumberInput(
    Number minValue, Number maxValue, Number step, Number defaultValue, Asked asked)
    implements Prompt {
  static final String TYPE = "number_input";

  static NumberInput read(Members data) {
    Number low = data.number("min_value", null);
    Number high = data.number("max_value", null);
    boolean isRange = low == null || high == null || exact(low).compareTo(exact(high)) <= 0;
    low = data.sensible("min_value", low, isRange, "at most max_value", null);
    high = isRange ? high : null;
    Number step = data.number("step", null);
    step = data.sensible("step", step, step == null || step.doubleValue() > 0, "above 0", null);
    Number first = data.number("default_value", null);
    Asked asked = Asked.read(data);
    NumberInput question = new NumberInput(low, high, step, first, asked);
    // A question that is asked again shows what was typed, whatever it is.
    boolean makesSense = first == null || asked.error() != null || question.takes(first);
    first =
        data.sensible("default_value", first, makesSense, question.expectation().toString(), null);
    return new NumberInput(low, high, step, first, asked);
  }

  @Override
  public boolean takes(Object value) {
    return value instanceof Number number
        && Double.isFinite(number.doubleValue())
        && (minValue == null || exact(number).compareTo(exact(minValue)) >= 0)
        && (maxValue == null || exact(number).compareTo(exact(maxValue)) <= 0)
        && (step == null || isOnStep(exact(number)));
  }

  private boolean isOnStep(BigDecimal number) {
    BigDecimal from = minValue == null ? BigDecimal.ZERO : exact(minValue);
    return number.subtract(from).remainder(exact(step)).signum() == 0;
  }

  private static BigDecimal exact(Number number) {
    return new BigDecimal(number.toString());
  }

  @Override
  public Reason expectation() {
    return step == null ? range() : ReasonKey.IN_STEPS.with(range(), step);
  }

  private Reason range() {
    if (minValue != null && maxValue != null) {
      return ReasonKey.NUMBER_FROM_TO.with(minValue, maxValue);
    } else if (minValue != null) {
      return ReasonKey.NUMBER_FROM.with(minValue);
    }
    return maxValue != null ? ReasonKey.NUMBER_TO.with(maxValue) : ReasonKey.NUMBER.with();
  }

  @Override
  public NumberInput again(Object answer, String error) {
    return new NumberInput(minValue, maxValue, step, (Number) answer, asked.again(error));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("min_value", minValue);
    members.put("max_value", maxValue);
    members.put("step", step);
    members.put("default_value", defaultValue);
    members.put("label", asked.label());
    asked.putRest(members);
    return Collections.unmodifiableMap(members);
  }
}
