package dev.yera.session;

import dev.yera.app.call.Arguments;
import java.util.Collection;
import java.util.Map;

/**
 * What a session needs that is made from another one.
 *
 * @param from the other one
 * @param arguments what that was created with
 * @param replay the answers, as they are stored; see {@link Replay#stored}
 */
record Fork(SessionId from, Arguments arguments, Map<String, Object> replay) {
  /** The name of the answers among what is stored until the app is started. */
  static final String REPLAY = "replay";

  /** Whether this is somewhere in the answers, e.g. the id of a file. */
  boolean names(String text) {
    return isIn(text, replay);
  }

  private static boolean isIn(String text, Object value) {
    if (value instanceof Map<?, ?> members) {
      return members.values().stream().anyMatch(each -> isIn(text, each));
    }
    return value instanceof Collection<?> values
        ? values.stream().anyMatch(each -> isIn(text, each))
        : text.equals(value);
  }
}
