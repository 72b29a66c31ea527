package dev.yera.file;

import java.nio.charset.StandardCharsets;

/**
 * Names of files as their senders write them, made harmless: one name and not a path, without what
 * cannot be seen and what turns the reading direction, at most 255 bytes of UTF-8.
 */
public final class FileName {
  private static final int MOST_BYTES = 255;
  private static final int LONGEST_ENDING = 32;
  private static final String NAMELESS = "file";

  private FileName() {}

  /** A harmless name that is as much like this one as it can be. */
  public static String of(String raw) {
    StringBuilder name = new StringBuilder();
    String last = raw == null ? "" : raw.substring(lastSeparator(raw) + 1);
    last.codePoints().filter(FileName::isVisible).forEach(name::appendCodePoint);
    String clean = name.toString().strip();
    return clean.chars().allMatch(c -> c == '.') ? NAMELESS : shortened(clean);
  }

  private static int lastSeparator(String raw) {
    return Math.max(raw.lastIndexOf('/'), raw.lastIndexOf('\\'));
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      // The joiners of words and emoji stay.
      case Character.FORMAT -> c == 0x200c || c == 0x200d;
      default -> true;
    };
  }

  /** Keeps its ending, which says what it is. */
  private static String shortened(String name) {
    if (bytes(name) <= MOST_BYTES) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String ending =
        dot > 0 && bytes(name.substring(dot)) <= LONGEST_ENDING ? name.substring(dot) : "";
    int end = name.length() - ending.length();
    while (bytes(name.substring(0, end)) > MOST_BYTES - bytes(ending)) {
      end = name.offsetByCodePoints(end, -1);
    }
    return name.substring(0, end) + ending;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
