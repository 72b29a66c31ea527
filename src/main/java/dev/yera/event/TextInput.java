package dev.yera.event;

import java.util.Map;

/**
 * Asks for a line of text.
 *
 * @param label the question, or null
 */
public record TextInput(String label) implements Block {
  static final String TYPE = "text_input";

  static TextInput read(Members data) {
    return new TextInput(data.nullableString("label"));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public EventClass eventClass() {
    return EventClass.PROMPT;
  }

  @Override
  public Map<String, Object> members() {
    return Members.of("label", label);
  }
}
