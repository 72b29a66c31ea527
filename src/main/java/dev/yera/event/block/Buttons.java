package dev.yera.event.block;

import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Asks to choose one of several options.
 *
 * @param options the options, distinct and not blank
 * @param label the question, or null
 */
public record Buttons(List<String> options, String label) implements Block {
  static final String TYPE = "buttons";

  static Buttons read(Members data) {
    List<String> options = data.strings("options");
    boolean all =
        new HashSet<>(options).size() == options.size()
            && !options.stream().anyMatch(String::isBlank);
    options =
        data.sensible(
            "options", options, all, "a list of distinct texts that are not blank", List.of());
    if (options.isEmpty()) {
      throw new MalformedEventException("buttons without options cannot be answered");
    }
    return new Buttons(options, data.nullableString("label"));
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
