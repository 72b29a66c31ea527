package dev.yera.session.diagnostic;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A line as it stands on a screen in the end: CR goes back to its beginning, a backspace by one
 * character, and what is written there replaces all that followed. (A terminal keeps the rest of
 * what was longer; a program that draws a line again clears that itself.) Not thread-safe.
 */
public final class ScreenLine {
  private final byte[] bytes;
  private int length;
  private int cursor;
  private boolean rewritten;

  /** With room for so many bytes. */
  public ScreenLine(int room) {
    bytes = new byte[room];
  }

  /** What such a line looks like in the end. */
  public static String of(String text) {
    if (text.indexOf('\r') < 0 && text.indexOf('\b') < 0) {
      return text;
    }
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    ScreenLine line = new ScreenLine(all.length);
    for (byte each : all) {
      line.put(each);
    }
    return line.take().orElse("");
  }

  /**
   * Writes a byte that is no line end.
   *
   * @return false, and nothing is done, if the line is full
   */
  public boolean put(byte b) {
    if (b == '\r') {
      cursor = 0;
    } else if (b == '\b') {
      back();
    } else if (cursor < bytes.length) {
      rewritten |= cursor < length;
      bytes[cursor++] = b;
      length = cursor;
    } else {
      return false;
    }
    return true;
  }

  private void back() {
    boolean within = cursor > 0;
    while (within) {
      cursor--;
      within = cursor > 0 && (bytes[cursor] & 0xC0) == 0x80; // in the middle of a character
    }
  }

  /** Whether nothing was written. */
  public boolean isEmpty() {
    return length == 0;
  }

  /** Its text; empty if all of it was wiped away. It is a new line then. */
  public Optional<String> take() {
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    String shown = rewritten ? text.stripTrailing() : text;
    boolean wiped = rewritten && shown.isEmpty();
    length = 0;
    cursor = 0;
    rewritten = false;
    return wiped ? Optional.empty() : Optional.of(shown);
  }
}
