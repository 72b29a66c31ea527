package dev.yera.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A file of frames. One thread writes at a time; any number may read. */
final class LogFile {
  private static final int BLOCK = EventLog.SLICE;

  /** What begins a frame, after the end of the one before it. */
  private static final byte[] BEGIN = "\n\nid: ".getBytes(StandardCharsets.US_ASCII);

  private final LogBytes content;

  LogFile(LogBytes content) {
    this.content = content;
  }

  /** Writes bytes at the end; what a failed write left beyond it is written over. */
  void write(long end, byte[] from, int offset, int count) throws IOException {
    content.write(end, from, offset, count);
  }

  /** Makes what is written survive the end of the machine. */
  void force() throws IOException {
    content.force();
  }

  /** Nothing is written any more. */
  void finish() throws IOException {
    content.finish();
  }

  void delete() throws IOException {
    content.delete();
  }

  /**
   * Whole frames from here on: those of one block, or one larger frame.
   *
   * @param from where a frame begins
   * @param to where a later one ends
   */
  Slice frames(long from, long to) throws IOException {
    try (LogBytes.Reader file = content.open()) {
      byte[] bytes = file.read(from, Math.min(BLOCK, to - from));
      int end = bytes.length == to - from ? bytes.length : endOfLast(bytes);
      while (end == 0) {
        bytes = file.read(from, Math.min(bytes.length * 2L, to - from));
        end = bytes.length == to - from ? bytes.length : endOfFirst(bytes);
      }
      return new Slice(bytes, 0, end);
    }
  }

  /** Where the last whole frame of the file ends; what is behind it was being written. */
  long endOfLastFrame() throws IOException {
    try (LogBytes.Reader file = content.open()) {
      for (long to = file.length(); to > 0; ) {
        long from = Math.max(0, to - BLOCK);
        byte[] bytes = file.read(from, to - from);
        int end = endOfLast(bytes);
        if (end > 0) {
          return from + end;
        }
        to = from == 0 ? 0 : from + 1; // the two line ends may be in two blocks
      }
      return 0;
    }
  }

  /** The number of the frame that ends here; 0 at the beginning of the file. */
  long idBefore(long end) throws IOException {
    if (end == 0) {
      return 0;
    }
    try (LogBytes.Reader file = content.open()) {
      long to = end - 2; // before its own end
      while (true) {
        long from = Math.max(0, to - BLOCK);
        byte[] bytes = file.read(from, to - from);
        int begin = lastBegin(bytes);
        if (begin >= 0) {
          return id(file, from + begin + 2);
        }
        if (from == 0) {
          return id(file, 0);
        }
        to = from + BEGIN.length - 1;
      }
    }
  }

  /**
   * Where the frame of this number ends.
   *
   * @param end where some later frame begins, or the last one ends
   */
  long endOf(long id, long end) throws IOException {
    try (LogBytes.Reader file = content.open()) {
      long low = 0; // a frame begins here, and its number is not above id
      long high = end; // frames that begin here or later have numbers above id
      while (high - low > BLOCK) {
        long middle = low + (high - low) / 2;
        long begin = nextBegin(file, middle, high);
        if (begin < 0) {
          high = middle;
        } else if (id(file, begin) <= id) {
          low = begin;
        } else {
          high = middle;
        }
      }
      return endOfFrame(file, low, id, end);
    }
  }

  private static long endOfFrame(LogBytes.Reader file, long from, long id, long end)
      throws IOException {
    long left = id - id(file, from) + 1;
    long at = from;
    boolean wasEnd = false;
    while (true) {
      byte[] bytes = file.read(at, Math.min(BLOCK, end - at));
      for (int i = 0; i < bytes.length; i++) {
        boolean isEnd = bytes[i] == '\n';
        if (isEnd && wasEnd && --left == 0) {
          return at + i + 1;
        }
        wasEnd = isEnd && !wasEnd;
      }
      at += bytes.length;
      if (at >= end) {
        throw new IOException("the log has no event " + id);
      }
    }
  }

  /** Where the first frame begins that does so between two places; -1 if none does. */
  private static long nextBegin(LogBytes.Reader file, long from, long to) throws IOException {
    long at = from;
    while (at < to) {
      byte[] bytes = file.read(at, Math.min(BLOCK + (long) BEGIN.length, file.length() - at));
      int begin = firstBegin(bytes);
      if (begin >= 0) {
        long found = at + begin + 2;
        return found < to ? found : -1;
      }
      at += BLOCK;
    }
    return -1;
  }

  /** The number of the frame that begins here. */
  private static long id(LogBytes.Reader file, long begin) throws IOException {
    byte[] head = file.read(begin, Math.min(BEGIN.length + 20L, file.length() - begin));
    long id = 0;
    for (int i = BEGIN.length - 2; i < head.length && head[i] != '\n'; i++) {
      id = id * 10 + head[i] - '0';
    }
    return id;
  }

  private static int firstBegin(byte[] bytes) {
    for (int i = 0; i <= bytes.length - BEGIN.length; i++) {
      if (isBegin(bytes, i)) {
        return i;
      }
    }
    return -1;
  }

  private static int lastBegin(byte[] bytes) {
    for (int i = bytes.length - BEGIN.length; i >= 0; i--) {
      if (isBegin(bytes, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isBegin(byte[] bytes, int at) {
    return bytes[at] == '\n' && Arrays.equals(bytes, at, at + BEGIN.length, BEGIN, 0, BEGIN.length);
  }

  private static int endOfFirst(byte[] bytes) {
    for (int i = 1; i < bytes.length; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\n') {
        return i + 1;
      }
    }
    return 0;
  }

  private static int endOfLast(byte[] bytes) {
    for (int i = bytes.length - 1; i > 0; i--) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\n') {
        return i + 1;
      }
    }
    return 0;
  }
}
