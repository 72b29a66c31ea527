package dev.yera.protocol;

import dev.yera.event.json.ByteScan;
import java.util.Arrays;

/** Splits a stream of bytes into lines, which end with LF or CR LF. Not thread-safe. */
final class LineSplitter {
  /** Receives the lines. */
  interface Lines {
    /** One line without its end; the range is only valid during the call. */
    void line(byte[] bytes, int offset, int length);

    /** A line is longer than allowed; no more calls follow. */
    void tooLong();
  }

  private final int longest;
  private final Lines lines;
  private byte[] pending = new byte[256];
  private int pendingLength;
  private boolean gaveUp;

  /**
   * A splitter.
   *
   * @param longest the most bytes of a line, without its end
   */
  LineSplitter(int longest, Lines lines) {
    this.longest = longest;
    this.lines = lines;
  }

  /** Takes the next bytes. */
  void put(byte[] bytes, int length) {
    int start = 0;
    while (!gaveUp && start < length) {
      int end = ByteScan.indexOf((byte) '\n', bytes, start, length);
      if (end < 0) {
        keep(bytes, start, length - start);
        return;
      }
      if (pendingLength == 0) {
        emit(bytes, start, end - start);
      } else {
        keep(bytes, start, end - start);
        int whole = pendingLength;
        pendingLength = 0;
        if (!gaveUp) {
          emit(pending, 0, whole);
        }
      }
      start = end + 1;
    }
  }

  /** Passes on the last line, if it has no line end. */
  void end() {
    if (pendingLength > 0 && !gaveUp) {
      emit(pending, 0, pendingLength);
      pendingLength = 0;
    }
  }

  private void keep(byte[] bytes, int offset, int length) {
    int whole = pendingLength + length;
    // One more byte for a CR that turns out to be part of the line end.
    if (whole > longest + 1) {
      giveUp();
      return;
    }
    if (whole > pending.length) {
      pending = Arrays.copyOf(pending, Math.min(Math.max(whole, pending.length * 2), longest + 1));
    }
    System.arraycopy(bytes, offset, pending, pendingLength, length);
    pendingLength = whole;
  }

  private void emit(byte[] bytes, int offset, int length) {
    int bare = length > 0 && bytes[offset + length - 1] == '\r' ? length - 1 : length;
    if (bare > longest) {
      giveUp();
    } else {
      lines.line(bytes, offset, bare);
    }
  }

  private void giveUp() {
    gaveUp = true;
    pending = new byte[0];
    pendingLength = 0;
    lines.tooLong();
  }
}
