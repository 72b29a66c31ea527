package dev.yera.event;

import dev.yera.event.json.ByteScan;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The common part of the lines of one block. Most chunks follow one of the same block and differ
 * from it only in the text, the time within the minute, and the chunk number. A line that matches
 * is valid like the line that the pattern was made from, and needs no parsing. Immutable.
 */
final class ChunkPattern {
  /** The time up to the minute, with the opening quote: {@code "2026-11-22T10:00:}. */
  private static final int TO_THE_MINUTE = 18;

  /** {@code 00.123456Z}. */
  private static final int IN_THE_MINUTE = 10;

  private static final int MOST_DIGITS = 9;

  private final byte[] beforeText;
  private final byte[] beforeTime;
  private final byte[] beforeChunk;
  private final byte[] end;

  private ChunkPattern(byte[] line, int text, int textEnd, int time, int chunk, int chunkEnd) {
    beforeText = Arrays.copyOfRange(line, 0, text);
    beforeTime = Arrays.copyOfRange(line, textEnd, time);
    beforeChunk = Arrays.copyOfRange(line, time + IN_THE_MINUTE, chunk);
    end = Arrays.copyOfRange(line, chunkEnd, line.length);
  }

  /**
   * The pattern of a line which {@link EventLine#parse} found to be an {@link EventLine.Whole}.
   *
   * @return null if its members are not in the protocol's order, or are written with escapes
   */
  static ChunkPattern of(byte[] bytes, int offset, int length) {
    byte[] whole = Arrays.copyOfRange(bytes, offset, offset + length);
    Places places = new Places(whole);
    return places.areInOrder()
        ? new ChunkPattern(
            whole,
            places.text + 1,
            places.textEnd,
            places.time + TO_THE_MINUTE,
            places.chunk,
            places.chunkEnd)
        : null;
  }

  /** The chunk number; -1 if the line does not match, which does not mean that it is invalid. */
  int chunkOf(byte[] line, int offset, int length) {
    int limit = offset + length;
    int at = endOfText(line, after(beforeText, line, offset, limit), limit);
    at = endOfTime(line, after(beforeTime, line, at, limit), limit);
    int digits = after(beforeChunk, line, at, limit);
    at = endOfNumber(line, digits, limit);
    return at >= 0 && after(end, line, at, limit) == limit ? number(line, digits, at) : -1;
  }

  private static int after(byte[] same, byte[] line, int from, int limit) {
    int to = from + same.length;
    return from >= 0 && to <= limit && Arrays.equals(same, 0, same.length, line, from, to)
        ? to
        : -1;
  }

  /** The index of the closing quote; -1 for a string that needs a full check. */
  private static int endOfText(byte[] line, int from, int limit) {
    if (from < 0) {
      return -1;
    }
    boolean ascii = true;
    for (int at = from; ; ) {
      at = ByteScan.endOfPlain(line, at, limit);
      if (at >= limit) {
        return -1;
      }
      byte special = line[at];
      if (special == '"') {
        return ascii || isUtf8(line, from, at) ? at : -1;
      }
      if (special < 0) {
        ascii = false;
        at++;
      } else if (special == '\\' && at + 1 < limit && isShortEscape(line[at + 1])) {
        at += 2;
      } else {
        return -1;
      }
    }
  }

  private static boolean isShortEscape(byte letter) {
    return switch (letter) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> true;
      default -> false;
    };
  }

  private static boolean isUtf8(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0;
  }

  private static int endOfTime(byte[] line, int from, int limit) {
    int to = from + IN_THE_MINUTE;
    if (from < 0 || to > limit || line[from] > '5' || line[from + 2] != '.') {
      return -1;
    }
    for (int at = from; at < to - 1; at++) {
      if (at != from + 2 && !isDigit(line[at])) {
        return -1;
      }
    }
    return line[to - 1] == 'Z' ? to : -1;
  }

  private static int endOfNumber(byte[] line, int from, int limit) {
    if (from < 0) {
      return -1;
    }
    int at = from;
    while (at < limit && isDigit(line[at])) {
      at++;
    }
    int digits = at - from;
    boolean plain = digits == 1 || (digits > 1 && digits <= MOST_DIGITS && line[from] != '0');
    return plain ? at : -1;
  }

  private static int number(byte[] line, int from, int to) {
    int number = 0;
    for (int at = from; at < to; at++) {
      number = number * 10 + line[at] - '0';
    }
    return number;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** The positions of the three variable values in a line that is known to be a whole event. */
  private static final class Places {
    private int text = -1;
    private int textEnd = -1;
    private int time = -1;
    private int chunk = -1;
    private int chunkEnd = -1;

    Places(byte[] line) {
      boolean name = false;
      String member = "";
      int depth = 0;
      for (int at = 0; at < line.length; at++) {
        switch (line[at]) {
          case '{' -> {
            depth++;
            name = true;
          }
          case '}' -> depth--;
          case ',' -> name = true;
          case ':' -> name = false;
          case '"' -> {
            int close = closingQuote(line, at + 1);
            if (name) {
              member = new String(line, at + 1, close - at - 1, StandardCharsets.UTF_8);
            } else {
              string(depth, member, at, close);
            }
            at = close;
          }
          default -> {
            if (depth == 1 && member.equals("chunk_id") && chunk < 0 && isDigit(line[at])) {
              chunk = at;
              chunkEnd = endOfNumber(line, at, line.length);
            }
          }
        }
      }
    }

    private void string(int depth, String member, int open, int close) {
      if (depth == 2 && member.equals("content")) {
        text = open;
        textEnd = close;
      } else if (depth == 1 && member.equals("timestamp")) {
        time = open;
      }
    }

    private static int closingQuote(byte[] line, int from) {
      int at = from;
      while (line[at] != '"') {
        at += line[at] == '\\' ? 2 : 1;
      }
      return at;
    }

    boolean areInOrder() {
      return text >= 0 && time > textEnd && chunk > time && chunkEnd > chunk;
    }
  }
}
