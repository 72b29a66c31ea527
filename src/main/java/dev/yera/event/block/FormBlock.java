package dev.yera.event.block;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Questions that are answered together.
 *
 * @param border whether it has a border
 * @param status whether all its fields are present
 * @param required whether null is no answer to it; false is for a step of several, where null means
 *     "back"
 * @param error what was wrong with the last answer as a whole, if it is asked again, or null
 */
public record FormBlock(boolean border, FormStatus status, boolean required, String error)
    implements Block {
  static final String TYPE = "form";

  /** A form that has to be answered. */
  public FormBlock(boolean border, FormStatus status) {
    this(border, status, true, null);
  }

  static FormBlock read(Members data) {
    return new FormBlock(
        data.bool("border", true),
        data.formStatus("status"),
        data.bool("required", true),
        data.nullableSentence("error"));
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
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("border", border);
    members.put("status", status.wireName());
    if (!required) {
      members.put("required", false);
    }
    Members.put(members, "error", error);
    return Collections.unmodifiableMap(members);
  }
}
