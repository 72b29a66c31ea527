package dev.yera.api;

import dev.yera.catalog.BadArgumentsException;
import dev.yera.event.reason.Excerpt;
import dev.yera.event.reason.ReasonKey;
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
      throw new BadArgumentsException("columns", ReasonKey.SIZE_BODY.with());
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
        ReasonKey.IT_IS.with(
            ReasonKey.WHOLE_NUMBER_FROM_TO.with(1, MOST), Excerpt.of(String.valueOf(value))));
  }
}
