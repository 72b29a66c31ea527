package dev.yera.event;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * What a console shows of a program's output: carriage returns and backspaces go back within a
 * line, escape sequences and other control characters are not seen. Not thread-safe.
 */
public final class ConsoleLines {
  /** A longer line is given out in parts. */
  private static final int LONGEST = 1 << 20;

  private final Consumer<String> out;
  private final Escapes escapes = new Escapes(new Line());
  private int[] line = new int[256];
  private int length;
  private int at;

  /**
   * The lines of one text.
   *
   * @param out takes each line with its end, a very long one in parts
   */
  public ConsoleLines(Consumer<String> out) {
    this.out = out;
  }

  /** Takes a piece of the text, which ends anywhere but in the middle of a character. */
  public void take(String piece) {
    piece.codePoints().forEach(escapes::take);
  }

  /** Gives out a last line without an end. */
  public void end() {
    if (length > 0) {
      flush("");
    }
  }

  private final class Line implements Escapes.Sink {
    @Override
    public void show(int c) {
      if (at == LONGEST) {
        flush("");
      }
      if (at == line.length) {
        line = Arrays.copyOf(line, line.length * 2);
      }
      line[at++] = c;
      length = Math.max(length, at);
    }

    @Override
    public void move(int c) {
      switch (c) {
        case '\n' -> flush("\n");
        case '\r' -> at = 0;
        default -> at = Math.max(0, at - 1);
      }
    }
  }

  private void flush(String lineEnd) {
    out.accept(new String(line, 0, length) + lineEnd);
    length = 0;
    at = 0;
  }
}
