package dev.yera.transcript;

/**
 * Looks for a fence of Markdown that is left open, as by an answer that was interrupted within a
 * program. One that is indented may be of a list, which would end it by itself, and a line that
 * closes it there would open another one here: it counts as none. Not thread-safe.
 */
final class OpenFence {
  /** Longer lines are no fences, and are not kept. */
  private static final int LONGEST = 200;

  private static final int SHORTEST = 3;

  /** What is indented more is within a program. */
  private static final int INDENTED = 3;

  private final StringBuilder line = new StringBuilder();
  private char mark;
  private int length;

  /** The next part of the text. */
  void see(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        look();
      } else if (line.length() < LONGEST) {
        line.append(c);
      }
    }
  }

  /** A line that closes what is open at the end; else empty. */
  String end() {
    look();
    return length == 0 ? "" : Character.toString(mark).repeat(length) + "\n";
  }

  private void look() {
    String whole = line.toString();
    line.setLength(0);
    String text = whole.strip();
    int indented = whole.indexOf(text);
    if (text.isEmpty()
        || (text.charAt(0) != '`' && text.charAt(0) != '~')
        || indented > (length == 0 ? 0 : INDENTED)
        || whole.startsWith("\t")) {
      return;
    }
    char first = text.charAt(0);
    int run = 0;
    while (run < text.length() && text.charAt(run) == first) {
      run++;
    }
    boolean closes = run == text.length();
    if (length == 0) {
      if (run >= SHORTEST && (first == '~' || text.indexOf('`', run) < 0)) {
        mark = first;
        length = run;
      }
    } else if (closes && first == mark && run >= length) {
      length = 0;
    }
  }
}
