package dev.yera.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds frames in the bytes of one stream. Line ends are looked for eight bytes at a time: at a
 * million events a second this loop is most of what the client does. For one thread.
 */
final class FrameScan {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LINE_FEEDS = 0x0A0A0A0A0A0A0A0AL;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** Takes the events that are found. */
  interface Events {
    void event(long id, byte[] bytes, int from, int to);
  }

  private final Dialect dialect;
  private long lastId;

  FrameScan(Dialect dialect, long after) {
    this.dialect = dialect;
    this.lastId = after;
  }

  /** The number of the last event that was whole. */
  long lastId() {
    return lastId;
  }

  /**
   * Hands on every whole event.
   *
   * @return where the first frame begins that is not whole yet; {@code to} if there is none
   * @throws BrokenStreamException if a frame is not what the dialect promises
   */
  int scan(byte[] bytes, int from, int to, Events events) throws BrokenStreamException {
    int at = from;
    while (at < to) {
      int end = bytes[at] == 'i' ? numbered(bytes, at, to, events) : other(bytes, at, to, events);
      if (end < 0) {
        return at;
      }
      at = end;
    }
    return at;
  }

  private int numbered(byte[] bytes, int from, int to, Events events) throws BrokenStreamException {
    if (dialect == Dialect.ANY) {
      return other(bytes, from, to, events);
    }
    int idEnd = lineFeed(bytes, from, to);
    int dataEnd = idEnd < 0 ? -1 : lineFeed(bytes, idEnd + 1, to);
    if (dataEnd < 0 || dataEnd + 1 >= to) {
      return -1;
    }
    int end = dataEnd + 2;
    long id = number(bytes, from, idEnd);
    boolean isEvent =
        id >= 0
            && bytes[dataEnd + 1] == '\n'
            && startsWith(bytes, idEnd + 1, "data: {")
            && bytes[dataEnd - 1] == '}';
    if (!isEvent) {
      throw new BrokenStreamException("Not an event: " + text(bytes, from, end));
    }
    if (id != lastId + 1) {
      throw new BrokenStreamException("After event " + lastId + " came event " + id);
    }
    lastId = id;
    events.event(id, bytes, from, end);
    return end;
  }

  /** The number in {@code id: <n>}; -1 if the line is something else. */
  private static long number(byte[] bytes, int from, int end) {
    if (!startsWith(bytes, from, "id: ") || end - from < 5 || end - from > 22) {
      return -1;
    }
    long number = 0;
    for (int i = from + 4; i < end; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private int other(byte[] bytes, int from, int to, Events events) throws BrokenStreamException {
    boolean data = false;
    int line = from;
    while (true) {
      int end = lineFeed(bytes, line, to);
      if (end < 0) {
        return -1;
      }
      if (end == line || (end == line + 1 && bytes[line] == '\r')) {
        if (data) {
          events.event(++lastId, bytes, from, end + 1);
        }
        return end + 1;
      }
      boolean known = bytes[line] == ':' || startsWith(bytes, line, "retry: ");
      if (dialect == Dialect.YERA && !known) {
        throw new BrokenStreamException("Not a comment: " + text(bytes, from, end));
      }
      data |= startsWith(bytes, line, "data:");
      line = end + 1;
    }
  }

  private static boolean startsWith(byte[] bytes, int from, String text) {
    if (bytes.length - from < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Where the next line feed is; -1 if there is none before {@code to}. */
  static int lineFeed(byte[] bytes, int from, int to) {
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      // A byte of x is zero where a line feed stands; the lowest marked byte is the first such.
      long x = (long) LONGS.get(bytes, i) ^ LINE_FEEDS;
      long zeros = (x - ONES) & ~x & HIGH_BITS;
      if (zeros != 0) {
        return i + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
      }
    }
    for (; i < to; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static String text(byte[] bytes, int from, int end) {
    int length = Math.min(end - from, 200);
    return new String(bytes, from, length, java.nio.charset.StandardCharsets.UTF_8);
  }
}
