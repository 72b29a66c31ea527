package dev.yera.event.block;

import dev.yera.event.json.Json;
import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks for a number in a range.
 *
 * @param minValue the lowest valid answer
 * @param maxValue the highest valid answer
 * @param defaultValue the initial number
 * @param step the distance between two numbers, or null for any
 * @param asked what all questions have
 */
public record Slider(
    Number minValue, Number maxValue, Number defaultValue, Number step, Asked asked)
    implements Prompt {
  static final String TYPE = "slider";
  private static final Number LOWEST = 0L;
  private static final Number HIGHEST = 100L;

  /** Sets a missing default to the middle. */
  public Slider {
    if (defaultValue == null) {
      defaultValue = middle(minValue, maxValue);
    }
  }

  /** Only a label. */
  public Slider(Number minValue, Number maxValue, Number defaultValue, Number step, String label) {
    this(minValue, maxValue, defaultValue, step, Asked.of(label));
  }

  private static Number middle(Number low, Number high) {
    return Json.plainest(exact(low).add(exact(high)).divide(BigDecimal.valueOf(2)));
  }

  static Slider read(Members data) {
    Number low = data.number("min_value", LOWEST);
    Number high = data.number("max_value", HIGHEST);
    boolean isRange = exact(low).compareTo(exact(high)) <= 0;
    String range = "from " + low + " to " + high;
    // Either of the two may be the wrong one.
    low =
        data.sensible(
            "min_value", low, isRange, "at most max_value; there is no number " + range, LOWEST);
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
        Asked.read(data));
  }

  @Override
  public boolean takes(Object value) {
    return value instanceof Number number && isWithin(number, minValue, maxValue);
  }

  @Override
  public Reason expectation() {
    return ReasonKey.NUMBER_FROM_TO.with(minValue, maxValue);
  }

  private static boolean isWithin(Number number, Number low, Number high) {
    return exact(number).compareTo(exact(low)) >= 0 && exact(number).compareTo(exact(high)) <= 0;
  }

  private static BigDecimal exact(Number number) {
    return new BigDecimal(number.toString());
  }

  @Override
  public Slider again(Object answer, String error) {
    Number first = answer == null ? defaultValue : (Number) answer;
    return new Slider(minValue, maxValue, first, step, asked.again(error));
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
    members.put("default_value", defaultValue);
    members.put("step", step);
    members.put("label", asked.label());
    asked.putRest(members);
    return Collections.unmodifiableMap(members);
  }
}
