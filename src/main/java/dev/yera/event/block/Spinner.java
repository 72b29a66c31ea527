package dev.yera.event.block;

import java.util.Map;

/**
 * What is going on now. Each message replaces the one before.
 *
 * @param message what is going on, or null
 * @param status how far the work is
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
