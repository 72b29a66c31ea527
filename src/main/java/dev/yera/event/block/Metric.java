package dev.yera.event.block;

import java.util.Map;

/**
 * One figure that matters; each chunk replaces the one before.
 *
 * @param label what it is
 * @param value a number, or a text such as {@code "12 %"}; null if it is not known
 * @param delta how it changed: a number, a text, or null
 * @param better which change is good
 */
public record Metric(String label, Object value, Object delta, Better better) implements Block {
  static final String TYPE = "metric";

  static Metric read(Members data) {
    return new Metric(
        data.string("label", ""),
        data.numberOrText("value"),
        data.numberOrText("delta"),
        data.better("better"));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public EventClass eventClass() {
    return EventClass.CONTENT;
  }

  @Override
  public Map<String, Object> members() {
    return Members.of("label", label, "value", value, "delta", delta, "better", better.wireName());
  }
}
