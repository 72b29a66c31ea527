package dev.yera.event.block;

import java.util.Map;

/**
 * The system prompt for a model.
 *
 * @param content the text
 */
public record SysPrompt(String content) implements Block {
  static final String TYPE = "sys_prompt";

  static SysPrompt read(Members data) {
    return new SysPrompt(data.string("content", ""));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public EventClass eventClass() {
    return EventClass.CONTEXT;
  }

  @Override
  public Map<String, Object> members() {
    return Members.of("content", content);
  }
}
