package dev.yera.session.diagnostic;

import java.util.function.Consumer;

/** Splits error output into diagnostic lines, and a very long line into pieces. Not thread-safe. */
public final class ErrorOutput {
  private static final int LONGEST = 4 * 1024;

  private final Consumer<String> lines;
  private final ScreenLine line = new ScreenLine(LONGEST);

  /** Passes each line on to this consumer. */
  public ErrorOutput(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Takes the first {@code count} bytes. */
  public void put(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        flush();
      } else if (!line.put(bytes[i])) {
        flush();
        line.put(bytes[i]);
      }
    }
  }

  /** Ends the output; an incomplete line becomes the last line. */
  public void end() {
    if (!line.isEmpty()) {
      flush();
    }
  }

  private void flush() {
    line.take().ifPresent(lines);
  }
}
