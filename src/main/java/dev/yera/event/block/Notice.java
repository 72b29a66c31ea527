package dev.yera.event.block;

import java.util.Map;

/**
 * A sentence that stands out; each chunk replaces the one before.
 *
 * @param message what is to be noticed
 * @param level how much it matters
 */
public record Notice(String message, Level level) implements Block {
  static final String TYPE = "notice";

  static Notice read(Members data) {
    return new Notice(data.string("message", ""), data.level("level"));
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
    return Members.of("message", message, "level", level.wireName());
  }
}
