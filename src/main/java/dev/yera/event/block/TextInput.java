package dev.yera.event.block;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks for a text.
 *
 * @param asked what all questions have; if it insists, a text of nothing but space is no answer
 * @param rules what the text may be, and how it is entered
 * @param endable whether null is a valid answer, too: the end of input of a console program. Only
 *     the server sets it, on behalf of that program
 */
public record TextInput(Asked asked, TextRules rules, boolean endable) implements Prompt {
  static final String TYPE = "text_input";
  private static final String END_OF_INPUT = "end_of_input";

  /** A question whose answer is any text. */
  public TextInput(String label) {
    this(label, false);
  }

  /** A question whose answer is any text, or the end of input. */
  public TextInput(String label, boolean endable) {
    this(Asked.of(label), TextRules.NONE, endable);
  }

  static TextInput read(Members data) {
    boolean unsaid = data.any(END_OF_INPUT) == null;
    boolean endable = data.sensible(END_OF_INPUT, false, unsaid, "for an app to set", false);
    return new TextInput(Asked.read(data), TextRules.read(data), endable);
  }

  @Override
  public boolean takes(Object value) {
    if (value == null) {
      return endable;
    }
    return value instanceof String text && !(asked.insists() && text.isBlank()) && rules.take(text);
  }

  @Override
  public String expectation() {
    return rules.expectation(asked.insists());
  }

  @Override
  public boolean isSecret() {
    return rules.secret();
  }

  @Override
  public TextInput again(Object answer, String error) {
    return new TextInput(asked.again(error), rules.startingWith((String) answer), endable);
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("label", asked.label());
    rules.putAll(members);
    asked.putRest(members);
    if (endable) {
      members.put(END_OF_INPUT, true);
    }
    return Collections.unmodifiableMap(members);
  }
}
