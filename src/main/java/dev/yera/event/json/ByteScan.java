package dev.yera.event.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Scans bytes eight at a time. The worker and the server check every byte of every event; byte by
 * byte, this would be most of the work on an event.
 */
public final class ByteScan {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long SPACES = ONES * ' ';
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';

  private ByteScan() {}

  /** The index of the first byte of this value within the range; -1 if there is none. */
  public static int indexOf(byte value, byte[] bytes, int from, int to) {
    long wanted = ONES * (value & 0xFF);
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long found = zeros((long) EIGHT.get(bytes, at) ^ wanted);
      if (found != 0) {
        return at + first(found);
      }
    }
    for (; at < to; at++) {
      if (bytes[at] == value) {
        return at;
      }
    }
    return -1;
  }

  /**
   * The index of the first byte that a JSON string of ASCII cannot contain unescaped: a quote, a
   * backslash, a control character or a byte of a non-ASCII character. The end of the range if
   * there is none.
   */
  public static int endOfPlain(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long eight = (long) EIGHT.get(bytes, at);
      // A byte below a space borrows from its later neighbour, which may then match too; so the
      // first match is always right.
      long special =
          ((eight - SPACES) & ~eight & HIGH)
              | (eight & HIGH)
              | zeros(eight ^ QUOTES)
              | zeros(eight ^ BACKSLASHES);
      if (special != 0) {
        return at + first(special);
      }
    }
    while (at < to && isPlain(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' && b != '"' && b != '\\';
  }

  /** The high bit of each zero byte; bits above the first one may be wrong. */
  private static long zeros(long eight) {
    return (eight - ONES) & ~eight & HIGH;
  }

  private static int first(long highBits) {
    return Long.numberOfTrailingZeros(highBits) / Byte.SIZE;
  }
}
