package dev.yera.event.block;

import dev.yera.event.json.Json;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Asks for a number in a range.
 *
 * @param minValue the lowest that can be answered
 * @param maxValue the highest that can be answered
 * @param defaultValue the number shown first
 * @param step the distance between two numbers, or null for any
 * @param label the question, or null
 */
public record Slider(
    Number minValue, Number maxValue, Number defaultValue, Number step, String label)
    implements Block {
  static final String TYPE = "slider";
  private static final Number LOWEST = 0L;
  private static final Number HIGHEST = 100L;

  /** Puts the default in the middle when there is none. */
  public Slider {
    if (defaultValue == null) {
      defaultValue = middle(minValue, maxValue);
    }
  }

  private static Number middle(Number low, Number high) {
    return Json.plainest(exact(low).add(exact(high)).divide(BigDecimal.valueOf(2)));
  }

  static Slider read(Members data) {
    Number low = data.number("min_value", LOWEST);
    Number high = data.number("max_value", HIGHEST);
    boolean isRange = exact(low).compareTo(exact(high)) <= 0;
    String range = "from " + low + " to " + high;
    // Which of the two is wrong cannot be told.
    low =
        data.sensible("min_value", low, isRange, "at most max_value, nothing is " + range, LOWEST);
    high = isRange ? high : HIGHEST;
    Number first = data.number("default_value", null);
    Number step = data.number("step", null);
    return new Slider(
        low,
        high,
        data.sensible(
            "default_value",
            first,
            first == null || isWithin(first, low, high),
            "from " + low + " to " + high,
            null),
        data.sensible("step", step, step == null || step.doubleValue() > 0, "above 0", null),
        data.nullableString("label"));
  }

  /** Whether the number is one that can be answered. */
  public boolean takes(Number number) {
    return isWithin(number, minValue, maxValue);
  }

  private static boolean isWithin(Number number, Number low, Number high) {
    return exact(number).compareTo(exact(low)) >= 0 && exact(number).compareTo(exact(high)) <= 0;
  }

  private static BigDecimal exact(Number number) {
    return new BigDecimal(number.toString());
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public EventClass eventClass() {
    return EventClass.PROMPT;
  }

  @Override
  public Map<String, Object> members() {
    return Members.of(
        "min_value",
        minValue,
        "max_value",
        maxValue,
        "default_value",
        defaultValue,
        "step",
        step,
        "label",
        label);
  }
}
