package dev.yera.app;

import dev.yera.event.block.TextRules;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What can be said of a question for a text: {@code textInput("E-mail", q -> q.email())}. */
public final class AskText extends Ask<String> {
  private static final String WORD = "textInput";

  /** Something, an @, and a domain: whether it exists shows when something is sent there. */
  private static final String EMAIL =
      "[^@\\s\"(),:;<>\\[\\\\\\]]{1,64}@[A-Za-z0-9][A-Za-z0-9-]*(\\.[A-Za-z0-9][A-Za-z0-9-]*)*";

  private String placeholder;
  private Integer maxLength;
  private String pattern;
  private String patternMessage;
  private Integer lines;
  private boolean secret;

  AskText() {
    super(String.class::cast);
  }

  @Override
  public AskText required() {
    super.required();
    return this;
  }

  @Override
  public AskText optional() {
    super.optional();
    return this;
  }

  @Override
  public AskText help(String sentence) {
    super.help(sentence);
    return this;
  }

  @Override
  public AskText first(String value) {
    super.first(value);
    return this;
  }

  @Override
  public AskText validate(Predicate<? super String> holds, String message) {
    super.validate(holds, message);
    return this;
  }

  /** Shows an example while nothing is entered. */
  public AskText placeholder(String example) {
    placeholder = example;
    return this;
  }

  /** Refuses longer texts; counts UTF-16 units, as {@code String.length()} does. */
  public AskText maxLength(int characters) {
    if (characters < 1) {
      throw Misuse.argument(WORD, "its maxLength is " + characters, "Give 1 or more");
    }
    maxLength = characters;
    return this;
  }

  /**
   * Refuses a text, if it is not empty, that this regular expression does not match as a whole. The
   * page and the server look at it, too, as far as they can read it.
   */
  public AskText pattern(String regex, String message) {
    try {
      Pattern.compile(regex);
    } catch (PatternSyntaxException unreadable) {
      throw Misuse.argument(WORD, unreadable.getMessage(), "Give a valid regular expression");
    }
    pattern = regex;
    patternMessage = message;
    return this;
  }

  /** Takes only what looks like an e-mail address. */
  public AskText email() {
    return pattern(EMAIL, "This is no e-mail address, like ada@example.org.");
  }

  /** Shows a box of so many lines, in which Enter begins a new one. */
  public AskText lines(int number) {
    if (number < 1) {
      throw Misuse.argument(WORD, "its number of lines is " + number, "Give 1 or more");
    }
    lines = number;
    return this;
  }

  /** Only the app gets the answer: it is neither shown nor stored. */
  public AskText secret() {
    secret = true;
    return this;
  }

  TextRules rules() {
    if (secret && first() != null) {
      throw Misuse.argument(WORD, "a secret has a text at first", "Leave first(…) or secret() out");
    }
    if (pattern != null) {
      Pattern compiled = Pattern.compile(pattern);
      check(
          value -> value.toString().isEmpty() || compiled.matcher(value.toString()).matches(),
          patternMessage);
    }
    return new TextRules(placeholder, first(), maxLength, pattern, patternMessage, lines, secret);
  }
}
