package dev.yera.bench;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Members of an event, out of the bytes of its frame and without a parser. For one thread. */
public final class EventText {
  private static final byte[] TIMESTAMP = "\"timestamp\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EXIT =
      "data: {\"event_class\":\"lifecycle\",\"block_type\":\"exit\""
          .getBytes(StandardCharsets.US_ASCII);
  private static final int DATE_LENGTH = "2026-11-22T".length();

  private String day = "";
  private long dayMicros;

  /** The member {@code timestamp}, when the app wrote it, in microseconds since the epoch. */
  public long timestampMicros(byte[] bytes, int from, int to) {
    int at = lastIndexOf(TIMESTAMP, bytes, from, to);
    if (at < 0) {
      throw new IllegalArgumentException("No timestamp in: " + text(bytes, from, to));
    }
    at += TIMESTAMP.length;
    if (!isDay(bytes, at)) {
      day = new String(bytes, at, DATE_LENGTH, StandardCharsets.US_ASCII);
      dayMicros = LocalDateTime.parse(day + "00:00:00").toEpochSecond(ZoneOffset.UTC) * 1_000_000;
    }
    int time = at + DATE_LENGTH;
    long seconds =
        number(bytes, time, 2) * 3600
            + number(bytes, time + 3, 2) * 60
            + number(bytes, time + 6, 2);
    return dayMicros + seconds * 1_000_000 + number(bytes, time + 9, 6);
  }

  /** Whether it is the last event of its session. */
  public static boolean isExit(byte[] bytes, int from, int to) {
    int line = FrameScan.lineFeed(bytes, from, to) + 1;
    return line > 0 && startsWith(EXIT, bytes, line, to);
  }

  /** The frame as text. */
  public static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private boolean isDay(byte[] bytes, int at) {
    for (int i = 0; i < day.length(); i++) {
      if (bytes[at + i] != day.charAt(i)) {
        return false;
      }
    }
    return !day.isEmpty();
  }

  private static long number(byte[] bytes, int at, int digits) {
    long number = 0;
    for (int i = at; i < at + digits; i++) {
      number = number * 10 + bytes[i] - '0';
    }
    return number;
  }

  /** From the end: what an app wrote into its data stands before. */
  private static int lastIndexOf(byte[] what, byte[] bytes, int from, int to) {
    for (int at = to - what.length; at >= from; at--) {
      if (startsWith(what, bytes, at, to)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean startsWith(byte[] what, byte[] bytes, int at, int to) {
    if (to - at < what.length) {
      return false;
    }
    for (int i = 0; i < what.length; i++) {
      if (bytes[at + i] != what[i]) {
        return false;
      }
    }
    return true;
  }
}
