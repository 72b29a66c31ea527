package dev.yera.event;

import java.util.List;
import java.util.Map;

/**
 * Asks to choose one of several options.
 *
 * @param options what can be chosen
 * @param label the question, or null
 */
public record Buttons(List<String> options, String label) implements Block {
  static final String TYPE = "buttons";

  static Buttons read(Members data) {
    return new Buttons(data.strings("options"), data.nullableString("label"));
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
    return Members.of("options", options, "label", label);
  }
}
