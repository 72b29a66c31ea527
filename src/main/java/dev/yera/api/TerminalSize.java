package dev.yera.api;

import dev.yera.catalog.BadArgumentsException;
import dev.yera.event.Excerpt;
import java.util.Map;

/**
 * The size of a terminal, as a viewer says it.
 *
 * @param columns 1 to 1,000 characters
 * @param rows likewise
 */
record TerminalSize(int columns, int rows) {
  private static final int MOST = 1000;

  /**
   * What a body says.
   *
   * @throws BadArgumentsException if it is no such body
   */
  static TerminalSize read(Object body) {
    if (!(body instanceof Map<?, ?> members)) {
      throw new BadArgumentsException(
          "columns", "the body must be an object with columns and rows");
    }
    return new TerminalSize(member(members, "columns"), member(members, "rows"));
  }

  private static int member(Map<?, ?> members, String name) {
    Object value = members.get(name);
    if (value instanceof Long number && number >= 1 && number <= MOST) {
      return number.intValue();
    }
    throw new BadArgumentsException(
        name,
        "it must be a whole number from 1 to %d, but it is %s"
            .formatted(MOST, Excerpt.of(String.valueOf(value))));
  }
}
