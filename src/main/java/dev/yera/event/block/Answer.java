package dev.yera.event.block;

import java.util.Map;

/**
 * An accepted answer, written by the server; the event's {@code block_id} is the question's.
 *
 * @param questionType the {@code block_type} of the question
 * @param value the answer, any JSON value
 */
public record Answer(String questionType, Object value) implements Block {
  static final String TYPE = "answer";

  static Answer read(Members data) {
    return new Answer(data.string("block_type", ""), data.any("value"));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public EventClass eventClass() {
    return EventClass.CONTROL;
  }

  @Override
  public Map<String, Object> members() {
    return Members.of("block_type", questionType, "value", value);
  }
}
