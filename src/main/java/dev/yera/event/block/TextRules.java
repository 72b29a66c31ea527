package dev.yera.event.block;

import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import java.util.Map;

/**
 * What a text may be, and how it is entered.
 *
 * @param placeholder an example that is shown while nothing is entered, or null
 * @param defaultValue the text at first, or null
 * @param maxLength the most UTF-16 units, as a browser counts them; null for any
 * @param pattern a regular expression that the whole text has to match, or null
 * @param patternMessage what is said if it does not, or null
 * @param lines how many lines the box has; null is 1. In one of 1 a line end is entered with
 *     Shift+Enter, and a value with line ends keeps them
 * @param secret whether the answer is shown and stored nowhere: only the app gets it
 */
public record TextRules(
    String placeholder,
    String defaultValue,
    Integer maxLength,
    String pattern,
    String patternMessage,
    Integer lines,
    boolean secret) {

  /** Any text. */
  public static final TextRules NONE = new TextRules(null, null, null, null, null, null, false);

  /** Any text, which is for the app only. */
  static final TextRules SECRET = new TextRules(null, null, null, null, null, null, true);

  static TextRules read(Members data) {
    boolean secret = data.bool("secret", false);
    String first = data.nullableString("default_value");
    return new TextRules(
        data.nullableString("placeholder"),
        data.sensible(
            "default_value", first, first == null || !secret, "for a secret, which is shown", null),
        data.nullableAtLeast(1, "max_length"),
        data.nullableString("pattern"),
        data.nullableSentence("pattern_message"),
        data.nullableAtLeast(1, "lines"),
        secret);
  }

  /** With this text at first, unless it is secret. */
  TextRules startingWith(String text) {
    String first = secret ? null : text;
    return new TextRules(placeholder, first, maxLength, pattern, patternMessage, lines, secret);
  }

  /** Whether the text is not too long. Its pattern is looked at elsewhere. */
  boolean take(String text) {
    return maxLength == null || text.length() <= maxLength;
  }

  Reason expectation(boolean insists) {
    if (maxLength == null) {
      return (insists ? ReasonKey.FULL_TEXT : ReasonKey.STRING).with();
    }
    return (insists ? ReasonKey.FULL_TEXT_UP_TO : ReasonKey.STRING_UP_TO).with(maxLength);
  }

  void putAll(Map<String, Object> members) {
    Members.put(members, "placeholder", placeholder);
    Members.put(members, "default_value", defaultValue);
    Members.put(members, "max_length", maxLength);
    Members.put(members, "pattern", pattern);
    Members.put(members, "pattern_message", patternMessage);
    Members.put(members, "lines", lines);
    if (secret) {
      members.put("secret", true);
    }
  }
}
