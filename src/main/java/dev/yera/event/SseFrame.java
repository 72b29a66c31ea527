package dev.yera.event;

import dev.yera.event.json.ByteScan;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An event as a frame of server-sent events (see "The stream" in {@code protocol.md}): {@code id:
 * <n>}, {@code data: <one JSON object on one line>}, an empty line. Rendered once, directly into
 * the log.
 */
public final class SseFrame {
  private static final byte[] ID = "id: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DATA = "\ndata: ".getBytes(StandardCharsets.US_ASCII);

  private SseFrame() {}

  /** The size of the frame of a payload of this length, in bytes. */
  public static int size(long id, int payloadLength) {
    return ID.length + digits(id) + DATA.length + payloadLength + 2;
  }

  /**
   * Writes a frame.
   *
   * @param payload UTF-8 without a line break
   * @param to has room for {@link #size} bytes from {@code at}
   * @return where the frame ends
   */
  public static int write(long id, byte[] payload, int offset, int length, byte[] to, int at) {
    int end = put(ID, to, at);
    int digits = digits(id);
    long rest = id;
    for (int i = end + digits - 1; i >= end; i--) {
      to[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    end = put(DATA, to, end + digits);
    System.arraycopy(payload, offset, to, end, length);
    end += length;
    to[end++] = '\n';
    to[end++] = '\n';
    return end;
  }

  /**
   * Where the frame ends that begins here; no payload has a line break.
   *
   * @param to an end of frames, not before that of this one
   */
  public static int end(byte[] frames, int from, int to) {
    int id = ByteScan.indexOf((byte) '\n', frames, from, to);
    return ByteScan.indexOf((byte) '\n', frames, id + 1, to) + 2;
  }

  /** A copy of the payload of one frame. */
  public static byte[] payload(byte[] frames, int from, int end) {
    return Arrays.copyOfRange(frames, payloadAt(frames, from, end), payloadEnd(end));
  }

  /** Where the payload of one frame begins. */
  public static int payloadAt(byte[] frames, int from, int end) {
    return ByteScan.indexOf((byte) '\n', frames, from, end) + DATA.length;
  }

  /** Where the payload ends of a frame that ends here. */
  public static int payloadEnd(int end) {
    return end - 2;
  }

  /** A comment: keeps a connection busy, and no client shows it. */
  public static byte[] comment(String text) {
    return (": " + text + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The beginning of a stream: a comment, and the time after which a disconnected client
   * reconnects.
   */
  public static byte[] opening(int retryMillis) {
    return (": yera\nretry: " + retryMillis + "\n\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static int put(byte[] bytes, byte[] to, int at) {
    System.arraycopy(bytes, 0, to, at, bytes.length);
    return at + bytes.length;
  }

  private static int digits(long number) {
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }
}
