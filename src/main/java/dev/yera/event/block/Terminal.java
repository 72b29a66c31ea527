package dev.yera.event.block;

import java.util.Map;

/**
 * A piece of what a program printed on its pseudo-terminal (contract, section 4). Chunks of one
 * block are appended without a separator; an emulator shows them.
 *
 * @param content the next piece, which splits neither a character nor an escape sequence
 */
public record Terminal(String content) implements Block {
  public static final String TYPE = "terminal";

  static Terminal read(Members data) {
    return new Terminal(data.string("content", ""));
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
