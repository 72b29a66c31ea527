package dev.yera.event.block;

import java.util.Map;

/**
 * Asks for a line of text.
 *
 * @param label the question, or null
 * @param endable whether null is a valid answer, too: the end of input of a console program. Only
 *     the server sets it, on behalf of that program
 */
public record TextInput(String label, boolean endable) implements Block {
  static final String TYPE = "text_input";
  private static final String END_OF_INPUT = "end_of_input";

  /** A question whose answer is a text. */
  public TextInput(String label) {
    this(label, false);
  }

  static TextInput read(Members data) {
    boolean unsaid = data.any(END_OF_INPUT) == null;
    boolean endable = data.sensible(END_OF_INPUT, false, unsaid, "for an app to set", false);
    return new TextInput(data.nullableString("label"), endable);
  }

  /** Whether this is a valid answer. */
  public boolean takes(Object value) {
    return value instanceof String || (value == null && endable);
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
    return endable ? Members.of("label", label, END_OF_INPUT, true) : Members.of("label", label);
  }
}
