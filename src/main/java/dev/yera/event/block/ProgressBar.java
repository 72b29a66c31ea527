package dev.yera.event.block;

import java.util.Map;

/**
 * How far something is; each chunk replaces the one before.
 *
 * @param value from 0 to 1, or null if it is not known
 * @param message the current step, or null
 * @param status the state of the work
 */
public record ProgressBar(Number value, String message, Status status) implements Block {
  static final String TYPE = "progress";

  static ProgressBar read(Members data) {
    Number value = data.number("value", null);
    boolean isPart = value == null || (value.doubleValue() >= 0 && value.doubleValue() <= 1);
    return new ProgressBar(
        data.sensible("value", value, isPart, "a number from 0 to 1", null),
        data.nullableString("message"),
        data.status("status"));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public EventClass eventClass() {
    return EventClass.PROGRESS;
  }

  @Override
  public Map<String, Object> members() {
    return Members.of("value", value, "message", message, "status", status.wireName());
  }
}
