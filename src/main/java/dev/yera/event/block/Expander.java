package dev.yera.event.block;

import java.util.Map;

/**
 * A part that can be closed, and is opened by its label.
 *
 * @param label what is inside
 * @param open whether it is open at first
 */
public record Expander(String label, boolean open) implements Block {
  static final String TYPE = "expander";

  static Expander read(Members data) {
    return new Expander(data.string("label", ""), data.bool("open", false));
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
    return Members.of("label", label, "open", open);
  }
}
