package dev.yera.event.block;

import java.util.Map;

/**
 * A value as JSON, whose parts can be folded; each chunk replaces the one before.
 *
 * @param value any JSON value
 */
public record JsonValue(Object value) implements Block {
  static final String TYPE = "json";

  static JsonValue read(Members data) {
    return new JsonValue(data.any("value"));
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
    return Members.of("value", value);
  }
}
