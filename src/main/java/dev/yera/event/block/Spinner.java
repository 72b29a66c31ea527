package dev.yera.event.block;

import java.util.Map;

/**
 * Progress as one message; each message replaces the one before.
 *
 * @param message the current step, or null
 * @param status the state of the work
 */
public record Spinner(String message, Status status) implements Block {
  static final String TYPE = "spinner";

  static Spinner read(Members data) {
    return new Spinner(data.nullableString("message"), data.status("status"));
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
    return Members.of("message", message, "status", status.wireName());
  }
}
