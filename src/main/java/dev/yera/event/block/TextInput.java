package dev.yera.event.block;

import dev.yera.event.reason.Reason;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks for a text.
 *
 * @param asked what all questions have; if it insists, a text of nothing but space is no answer
 * @param rules what the text may be, and how it is entered
 * @param console what the server says of it on behalf of a console program; null of an app that
 *     asks for itself
 */
public record TextInput(Asked asked, TextRules rules, ConsoleLine console) implements Prompt {
  static final String TYPE = "text_input";
  static final String END_OF_INPUT = "end_of_input";

  /** A question whose answer is any text. */
  public TextInput(String label) {
    this(Asked.of(label), TextRules.NONE, null);
  }

  /**
   * The line of a console program, whose answer is any text, or the end of input.
   *
   * @param secret whether what is typed is for the program only
   */
  public TextInput(ConsoleLine console, boolean secret) {
    this(Asked.of(null), secret ? TextRules.SECRET : TextRules.NONE, console);
  }

  static TextInput read(Members data) {
    boolean unsaid = data.any(END_OF_INPUT) == null;
    data.sensible(END_OF_INPUT, false, unsaid, "for an app to set", false);
    return new TextInput(Asked.read(data), TextRules.read(data), null);
  }

  @Override
  public boolean takes(Object value) {
    if (value == null) {
      return console != null;
    }
    return value instanceof String text && !(asked.insists() && text.isBlank()) && rules.take(text);
  }

  @Override
  public Reason expectation() {
    return rules.expectation(asked.insists());
  }

  @Override
  public boolean isSecret() {
    return rules.secret();
  }

  @Override
  public TextInput again(Object answer, String error) {
    return new TextInput(asked.again(error), rules.startingWith((String) answer), console);
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
    if (console != null) {
      console.putAll(members);
    }
    return Collections.unmodifiableMap(members);
  }
}
