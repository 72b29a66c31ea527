package dev.yera.event.block;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far something is; each chunk replaces the one before.
 *
 * @param value from 0 to 1, or null if it is not known
 * @param message the current step, or null
 * @param status the state of the work
 * @param cancellable whether a client shows a button that interrupts the app
 * @param cancelled whether it has failed only because the user wanted so
 */
public record ProgressBar(
    Number value, String message, Status status, boolean cancellable, boolean cancelled)
    implements Block {
  static final String TYPE = "progress";

  /** One that runs to its end. */
  public ProgressBar(Number value, String message, Status status) {
    this(value, message, status, false, false);
  }

  static ProgressBar read(Members data) {
    Number value = data.number("value", null);
    boolean isPart = value == null || (value.doubleValue() >= 0 && value.doubleValue() <= 1);
    return new ProgressBar(
        data.sensible("value", value, isPart, "a number from 0 to 1", null),
        data.nullableString("message"),
        data.status("status"),
        data.bool("cancellable", false),
        data.bool("cancelled", false));
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
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("value", value);
    members.put("message", message);
    members.put("status", status.wireName());
    if (cancellable) {
      members.put("cancellable", true);
    }
    if (cancelled) {
      members.put("cancelled", true);
    }
    return Collections.unmodifiableMap(members);
  }
}
