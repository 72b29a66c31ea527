package dev.yera.event.block;

import java.util.Map;

/**
 * A piece of markdown text. Chunks of one block are appended without a separator.
 *
 * @param content the next piece of the text
 */
public record Markdown(String content) implements Block {
  public static final String TYPE = "markdown";

  static Markdown read(Members data) {
    return new Markdown(data.string("content", ""));
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
    return Members.of("content", content);
  }
}
