package dev.yera.event.block;

import java.util.Map;

/**
 * A piece of what a program printed on its pseudo-terminal (contract, section 4). Chunks of one
 * block are appended without a separator; an emulator shows them, in the size that the program saw
 * when it printed them.
 *
 * @param content the next piece, which splits neither a character nor an escape sequence
 * @param columns how wide the terminal is from here on; null for as before, at first {@value
 *     #COLUMNS}
 * @param rows likewise how high, at first {@value #ROWS}
 */
public record Terminal(String content, Integer columns, Integer rows) implements Block {
  public static final String TYPE = "terminal";

  /** The size that a terminal has until somebody says another. */
  public static final int COLUMNS = 80;

  public static final int ROWS = 24;

  /** A piece on a terminal whose size is as before. */
  public Terminal(String content) {
    this(content, null, null);
  }

  static Terminal read(Members data) {
    return new Terminal(
        data.string("content", ""),
        data.nullableAtLeast(1, "columns"),
        data.nullableAtLeast(1, "rows"));
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
    return columns == null && rows == null
        ? Members.of("content", content)
        : Members.of("content", content, "columns", columns, "rows", rows);
  }
}
