package dev.yera.transcript;

import java.io.IOException;
import java.io.Writer;

/** Writes text with something before each of its lines. */
final class Prefixed {
  private final Writer out;
  private final String prefix;
  private boolean isInLine;

  Prefixed(Writer out, String prefix) {
    this.out = out;
    this.prefix = prefix;
  }

  void write(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      if (!isInLine) {
        out.write(prefix);
        isInLine = true;
      }
      char c = text.charAt(i);
      out.write(c);
      if (c == '\n') {
        isInLine = false;
      }
    }
  }
}
