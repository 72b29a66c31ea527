package dev.yera.event.block;

import java.util.Map;

/**
 * A program, or a part of one. Chunks of one block are appended without a separator.
 *
 * @param content the next piece of it
 * @param language what it is written in, e.g. {@code python}; or null
 */
public record Code(String content, String language) implements Block {
  static final String TYPE = "code";

  static Code read(Members data) {
    return new Code(data.string("content", ""), data.nullableString("language"));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public EventClass eventClass() {
    return EventClass.CONTENT;
  }

  @Override
  public Map<String, Object> members() {
    return Members.of("content", content, "language", language);
  }
}
