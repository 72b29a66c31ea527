package dev.yera.settings;

import java.time.DateTimeException;
import java.util.function.Function;

/**
 * A setting.
 *
 * @param <T> the type of its value
 * @param key the MicroProfile Config name, e.g. {@code yera.sessions.max}
 * @param fallback the default, written as a user would write it
 * @param kind the form of a value, for the documentation and for messages
 * @param meaning one sentence
 * @param parser parses the text, or throws {@link IllegalArgumentException}
 */
public record Setting<T>(
    String key, String fallback, String kind, String meaning, Function<String, T> parser) {

  /**
   * Parses a value.
   *
   * @throws BadSettingException if the text is not a valid value; the message names the key, and
   *     the value unless that may be a secret
   */
  T parse(String text) {
    try {
      return parser.apply(text.strip());
    } catch (IllegalArgumentException | DateTimeException e) {
      if (Settings.mayHaveSecret(this)) {
        throw new BadSettingException("%s must be %s".formatted(key, kind), null);
      }
      throw new BadSettingException("%s is \"%s\", but must be %s".formatted(key, text, kind), e);
    }
  }
}
