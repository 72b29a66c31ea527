package dev.yera.event.block;

import java.util.Map;

/**
 * Columns side by side: the k-th distinct direct child goes to column k mod n.
 *
 * @param n how many, 1 or more
 * @param border whether each has a border
 */
public record Columns(int n, boolean border) implements Block {
  static final String TYPE = "columns";

  static Columns read(Members data) {
    return new Columns(data.atLeast(1, "n", 1), data.bool("border", false));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public EventClass eventClass() {
    return EventClass.STRUCTURE;
  }

  @Override
  public Map<String, Object> members() {
    return Members.of("n", n, "border", border);
  }
}
