package dev.yera.event.reason;

/**
 * The beginning of a client's text, for a message about it. With whole texts a caller would decide
 * how much is written, sent and logged.
 */
public final class Excerpt {
  /** The most characters of an excerpt. */
  public static final int LONGEST = 200;

  private Excerpt() {}

  /** The text, or its beginning and an ellipsis; never half a surrogate pair. */
  public static String of(String text) {
    return of(text, LONGEST);
  }

  /**
   * The same with a limit of its own.
   *
   * @param longest the most characters, with the ellipsis; at least two
   */
  static String of(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
