package dev.yera.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The head of one HTTP/1.1 answer, and the bytes of its body out of their chunks. Keeps its place
 * between reads, wherever they end. For one thread.
 */
final class ResponseBody {
  private static final int MAX_HEAD = 16 * 1024;

  private enum Place {
    HEAD,
    CHUNK_SIZE,
    CHUNK,
    AFTER_CHUNK,
    TRAILER,
    UNTIL_CLOSE,
    DONE
  }

  private final StringBuilder text = new StringBuilder(512);
  private Place place = Place.HEAD;
  private int status;
  private long left;

  /** The status; 0 until the head has come. */
  int status() {
    return status;
  }

  /** Whether all of it has come. */
  boolean isDone() {
    return place == Place.DONE;
  }

  /** Whether the end of the connection is the end of the body. */
  boolean mayEndWithConnection() {
    return place == Place.DONE || place == Place.UNTIL_CLOSE;
  }

  /**
   * Takes all that was read.
   *
   * @param to gets the bytes of the body; has room for all of {@code in}
   * @return where they end
   */
  int take(ByteBuffer in, byte[] to, int at) throws BrokenStreamException {
    int end = at;
    while (in.hasRemaining() && place != Place.DONE) {
      switch (place) {
        case CHUNK -> {
          int part = (int) Math.min(left, in.remaining());
          in.get(to, end, part);
          end += part;
          left -= part;
          if (left == 0) {
            place = Place.AFTER_CHUNK;
          }
        }
        case UNTIL_CLOSE -> {
          int part = in.remaining();
          in.get(to, end, part);
          end += part;
        }
        case HEAD, CHUNK_SIZE, AFTER_CHUNK, TRAILER, DONE -> control((char) (in.get() & 0xFF));
      }
    }
    return end;
  }

  private void control(char c) throws BrokenStreamException {
    switch (place) {
      case HEAD -> {
        text.append(c);
        if (c == '\n' && endsWith("\r\n\r\n")) {
          head(text.toString());
          text.setLength(0);
        } else if (text.length() > MAX_HEAD) {
          throw new BrokenStreamException("The head of an answer does not end");
        }
      }
      case AFTER_CHUNK -> {
        if (c == '\n') {
          place = Place.CHUNK_SIZE;
        }
      }
      case CHUNK_SIZE -> {
        if (c == '\n') {
          left = size(text.toString());
          text.setLength(0);
          place = left == 0 ? Place.TRAILER : Place.CHUNK;
        } else {
          text.append(c);
        }
      }
      case TRAILER -> {
        if (c == '\n' && text.isEmpty()) {
          place = Place.DONE;
        } else if (c == '\n') {
          text.setLength(0);
        } else if (c != '\r') {
          text.append(c);
        }
      }
      case CHUNK, UNTIL_CLOSE, DONE -> throw new IllegalStateException();
    }
  }

  private boolean endsWith(String end) {
    return text.length() >= end.length()
        && text.substring(text.length() - end.length()).equals(end);
  }

  private void head(String head) throws BrokenStreamException {
    try {
      status = Integer.parseInt(head.substring(9, 12));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new BrokenStreamException("Not an answer: " + head);
    }
    String lower = head.toLowerCase(Locale.ROOT);
    if (status == 204) {
      place = Place.DONE;
    } else if (lower.contains("\r\ntransfer-encoding: chunked\r\n")) {
      place = Place.CHUNK_SIZE;
    } else {
      place = Place.UNTIL_CLOSE;
    }
  }

  private static long size(String line) throws BrokenStreamException {
    try {
      return Long.parseLong(line.split(";", 2)[0].strip(), 16);
    } catch (NumberFormatException e) {
      throw new BrokenStreamException("Not the size of a chunk: " + line);
    }
  }

  static byte[] request(String host, String path, long after) {
    StringBuilder head = new StringBuilder(200).append("GET ").append(path);
    head.append(" HTTP/1.1\r\nHost: ").append(host).append("\r\nAccept: text/event-stream\r\n");
    if (after > 0) {
      head.append("Last-Event-ID: ").append(after).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }
}
