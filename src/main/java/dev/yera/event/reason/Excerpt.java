package dev.yera.event;

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
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = LONGEST - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
