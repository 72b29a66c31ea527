package dev.yera.event.block;

import java.util.Map;

/**
 * Questions that are answered together.
 *
 * @param border whether it has a border
 * @param status whether all its fields are present
 */
public record FormBlock(boolean border, FormStatus status) implements Block {
  static final String TYPE = "form";

  static FormBlock read(Members data) {
    return new FormBlock(data.bool("border", true), data.formStatus("status"));
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
    return Members.of("border", border, "status", status.wireName());
  }
}
