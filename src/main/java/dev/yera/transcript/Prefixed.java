package dev.yera.transcript;

import java.io.IOException;
import java.io.Writer;

/** Writes text with something before each of its lines, which end as Markdown's do. */
final class Prefixed {
  private final Writer out;
  private final String prefix;
  private boolean isInLine;
  private boolean isAfterReturn;

  Prefixed(Writer out, String prefix) {
    this.out = out;
    this.prefix = prefix;
  }

  void write(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\n' || !isAfterReturn) {
        one(c == '\r' ? '\n' : c);
      }
      isAfterReturn = c == '\r';
    }
  }

  private void one(char c) throws IOException {
    if (!isInLine) {
      out.write(prefix);
    }
    out.write(c);
    isInLine = c != '\n';
  }
}
