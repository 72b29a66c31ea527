package dev.yera.event.block;

import dev.yera.event.reason.Reason;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks to choose one of several options, each a button.
 *
 * @param options the options, distinct and not blank
 * @param defaultValue the option that is chosen at first, or null
 * @param asked what all questions have
 */
public record Buttons(List<String> options, String defaultValue, Asked asked) implements Prompt {
  static final String TYPE = "buttons";

  /** None of them is chosen at first. */
  public Buttons(List<String> options, String label) {
    this(options, null, Asked.of(label));
  }

  static Buttons read(Members data) {
    List<String> options = Options.read(data, TYPE);
    String first = data.nullableString("default_value");
    boolean makesSense = first == null || options.contains(first);
    first = data.sensible("default_value", first, makesSense, "one of the options", null);
    return new Buttons(options, first, Asked.read(data));
  }

  @Override
  public boolean takes(Object value) {
    return value instanceof String text && options.contains(text);
  }

  @Override
  public Reason expectation() {
    return Options.expectation(options);
  }

  @Override
  public Buttons again(Object answer, String error) {
    return new Buttons(options, (String) answer, asked.again(error));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("options", options);
    members.put("label", asked.label());
    Members.put(members, "default_value", defaultValue);
    asked.putRest(members);
    return Collections.unmodifiableMap(members);
  }
}
