package dev.yera.event.block;

import java.util.Map;

/**
 * A group of blocks, one below the other.
 *
 * @param border whether it has a border
 */
public record Container(boolean border) implements Block {
  static final String TYPE = "container";

  static Container read(Members data) {
    return new Container(data.bool("border", false));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public EventClass eventClass() {
    return EventClass.STRUCTURE;
  }

  @Override
  public Map<String, Object> members() {
    return Members.of("border", border);
  }
}
