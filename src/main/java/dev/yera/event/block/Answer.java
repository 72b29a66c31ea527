package dev.yera.event.block;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An accepted answer, written by the server; the event's {@code block_id} is the question's.
 *
 * @param questionType the {@code block_type} of the question
 * @param value the answer, any JSON value
 * @param files what the files are whose ids are in it
 */
public record Answer(String questionType, Object value, List<FileRef> files) implements Block {
  static final String TYPE = "answer";

  /** One without files. */
  public Answer(String questionType, Object value) {
    this(questionType, value, List.of());
  }

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
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("block_type", questionType);
    members.put("value", value);
    if (!files.isEmpty()) {
      members.put("files", files.stream().map(FileRef::members).toList());
    }
    return Collections.unmodifiableMap(members);
  }
}
