package dev.yera.session.diagnostic;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The final state of a rewritten line: CR goes back to its beginning, a backspace by one character,
 * and new text replaces everything after that position. (A terminal keeps the rest of a longer
 * text; a program that redraws a line clears it itself.) Not thread-safe.
 */
public final class ScreenLine {
  private final byte[] bytes;
  private int length;
  private int cursor;
  private boolean rewritten;

  /** A line with this capacity in bytes. */
  public ScreenLine(int room) {
    bytes = new byte[room];
  }

  /** The final state of a line. */
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
   * Writes a byte that is not a line end.
   *
   * @return false, without effect, if the line is full
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

  /** Takes the text and starts a new line; empty if all text was erased. */
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
