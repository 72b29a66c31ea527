package dev.yera.transcript;

import java.io.IOException;
import java.util.Arrays;

/**
 * What a console shows of a program's output: carriage returns and backspaces go back within a
 * line, escape sequences and other control characters are not seen.
 */
final class ConsoleLines {
  /** A longer line is given out in parts. */
  private static final int LONGEST = 1 << 20;

  private static final int ESCAPE = 0x1b;
  private static final int SEQUENCE = 0x9b;
  private static final int BELL = 7;

  private enum State {
    TEXT,
    ESCAPED,
    SEQUENCE,
    STRING,
    STRING_ESCAPED
  }

  private final WholeBlock.Sink<String> out;
  private int[] line = new int[256];
  private int length;
  private int at;
  private State state = State.TEXT;

  ConsoleLines(WholeBlock.Sink<String> out) {
    this.out = out;
  }

  void take(String piece) throws IOException {
    for (int i = 0; i < piece.length(); i += Character.charCount(piece.codePointAt(i))) {
      take(piece.codePointAt(i));
    }
  }

  /** Gives out a last line without an end. */
  void end() throws IOException {
    flush("");
  }

  private void take(int c) throws IOException {
    switch (state) {
      case TEXT -> text(c);
      case ESCAPED, SEQUENCE -> {
        if (c < ' ') {
          state = State.TEXT; // it is broken off: a line end still is one
          text(c);
        } else if (state == State.ESCAPED) {
          state = escaped(c);
        } else if (c >= 0x40 && c <= 0x7e) {
          state = State.TEXT;
        }
      }
      case STRING -> {
        if (c == ESCAPE) {
          state = State.STRING_ESCAPED;
        } else if (c == BELL || c == '\n') {
          state = State.TEXT;
        }
      }
      case STRING_ESCAPED -> state = c == '\\' ? State.TEXT : State.STRING;
    }
  }

  private static State escaped(int c) {
    return switch (c) {
      case '[' -> State.SEQUENCE;
      case ']', 'P', 'X', '^', '_' -> State.STRING;
      default -> c <= 0x2f ? State.ESCAPED : State.TEXT;
    };
  }

  private void text(int c) throws IOException {
    switch (c) {
      case '\n' -> flush("\n");
      case '\r' -> at = 0;
      case '\b' -> at = Math.max(0, at - 1);
      case ESCAPE -> state = State.ESCAPED;
      case SEQUENCE -> state = State.SEQUENCE;
      default -> {
        if (c == '\t' || !Character.isISOControl(c)) {
          show(c);
        }
      }
    }
  }

  private void show(int c) throws IOException {
    if (at == LONGEST) {
      flush("");
    }
    if (at == line.length) {
      line = Arrays.copyOf(line, line.length * 2);
    }
    line[at++] = c;
    length = Math.max(length, at);
  }

  private void flush(String lineEnd) throws IOException {
    out.take(new String(line, 0, length) + lineEnd);
    length = 0;
    at = 0;
  }
}
