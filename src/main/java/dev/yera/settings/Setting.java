package dev.yera.settings;

import java.time.DateTimeException;
import java.util.function.Function;

/**
 * One thing that can be set.
 *
 * @param <T> the type of its value
 * @param key the MicroProfile Config name, e.g. {@code yera.sessions.max}
 * @param fallback the default, written as a user would write it
 * @param kind what a value looks like, for the documentation and for refusals
 * @param meaning one sentence
 * @param parser makes a value of the text, or throws {@link IllegalArgumentException}
 */
public record Setting<T>(
    String key, String fallback, String kind, String meaning, Function<String, T> parser) {

  /**
   * The value of this text.
   *
   * @throws BadSettingException if the text is no such value; the message names key and value
   */
  T parse(String text) {
    try {
      return parser.apply(text.strip());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new BadSettingException("%s is \"%s\": that is not %s".formatted(key, text, kind), e);
    }
  }
}
