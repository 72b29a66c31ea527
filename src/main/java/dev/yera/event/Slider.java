package dev.yera.event;

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

  /** Puts the default in the middle when there is none. */
  public Slider {
    if (defaultValue == null) {
      defaultValue = middle(minValue, maxValue);
    }
  }

  private static Number middle(Number low, Number high) {
    BigDecimal sum = new BigDecimal(low.toString()).add(new BigDecimal(high.toString()));
    return Json.plainest(sum.divide(BigDecimal.valueOf(2)));
  }

  static Slider read(Members data) {
    return new Slider(
        data.number("min_value", 0L),
        data.number("max_value", 100L),
        data.number("default_value", null),
        data.number("step", null),
        data.nullableString("label"));
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
