package dev.yera.session.question;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.yera.event.block.TextRules;
import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * The pattern that an app asks the server to hold a text against. RE2 looks at each character once,
 * whatever the app and the user think of; a backtracking engine could be kept busy for years.
 */
public final class TextPattern {
  /** Longer ones are not looked at: a text of a million characters takes seconds. */
  private static final int LONGEST_TEXT = 10_000;

  private static final int LONGEST_PATTERN = 1_000;

  /** RE2 writes out what is repeated, for each event that has the pattern. */
  private static final int MOST_REPEATS = 200;

  private static final java.util.regex.Pattern REPEATS =
      java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

  private TextPattern() {}

  /** Why the server cannot hold texts against it; empty if it can. */
  public static Optional<String> problem(String pattern) {
    if (pattern.length() > LONGEST_PATTERN) {
      return Optional.of("it is longer than " + LONGEST_PATTERN + " characters");
    }
    long repeats = 1;
    Matcher each = REPEATS.matcher(pattern);
    while (each.find() && repeats <= MOST_REPEATS) {
      repeats *= Math.max(1, Math.max(number(each.group(1)), number(each.group(2))));
    }
    if (repeats > MOST_REPEATS) {
      return Optional.of("it repeats more than " + MOST_REPEATS + " times");
    }
    try {
      Pattern.compile(pattern);
      return Optional.empty();
    } catch (PatternSyntaxException unreadable) {
      return Optional.of(unreadable.getDescription() + ": " + unreadable.getPattern());
    }
  }

  private static long number(String digits) {
    return digits == null || digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  /** What is expected, if the text does not match; empty if it does, or cannot be looked at. */
  static Optional<Reason> expected(TextRules rules, String text) {
    if (rules.pattern() == null || text.isEmpty() || problem(rules.pattern()).isPresent()) {
      return Optional.empty();
    }
    if (text.length() > LONGEST_TEXT) {
      return Optional.of(ReasonKey.TEXT_UP_TO.with(LONGEST_TEXT));
    }
    return Pattern.matches(rules.pattern(), text)
        ? Optional.empty()
        : Optional.of(ReasonKey.TEXT_LIKE.with(rules.pattern()));
  }
}
