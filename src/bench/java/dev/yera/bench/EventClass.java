package dev.yera.bench;

import java.util.Locale;

/** The class of an event, told from the bytes of its frame: its first member says it. */
public enum EventClass {
  PROMPT,
  CONTENT,
  LIFECYCLE;

  private static final int NAME_LENGTH = "\"event_class\":".length();

  private final String value = '"' + name().toLowerCase(Locale.ROOT) + '"';

  /** Whether this frame is of this class. */
  public boolean is(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '{') {
      at++;
    }
    at += 1 + NAME_LENGTH;
    if (at < to && bytes[at] == ' ') {
      at++; // Python writes one
    }
    if (to - at < value.length()) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      if (bytes[at + i] != value.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
