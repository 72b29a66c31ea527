package dev.yera.model;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request of an app, of HTTP/1.1 as clients write it: a line without a folded one, a length or
 * chunks and not both. Anything else is refused.
 *
 * @param headers by their name in small letters
 */
record GateRequest(String method, String target, Map<String, String> headers) {
  private static final int LONGEST_LINE = 8 * 1024;
  private static final int LONGEST_HEAD = 32 * 1024;
  private static final String LENGTH = "content-length";
  private static final String CHUNKS = "transfer-encoding";

  /** Reads the part before the body. */
  static GateRequest head(GatePeer from) throws IOException, GateRefusal {
    String[] first = line(from).split(" ", -1);
    if (first.length != 3 || !first[2].equals("HTTP/1.1")) {
      throw GateRefusal.wrong(400, "bad_request", "This is no request of HTTP/1.1.");
    }
    Map<String, String> headers = new HashMap<>();
    int room = LONGEST_HEAD;
    for (String line = line(from); !line.isEmpty(); line = line(from)) {
      room -= line.length();
      int colon = line.indexOf(':');
      if (room < 0 || colon <= 0 || line.charAt(0) <= ' ' || line.charAt(colon - 1) <= ' ') {
        throw GateRefusal.wrong(400, "bad_request", "A header of the request cannot be read.");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      if (headers.put(name, line.substring(colon + 1).strip()) != null && isOnce(name)) {
        throw GateRefusal.wrong(
            400, "bad_request", "The request has \"%s\" twice.".formatted(name));
      }
    }
    return new GateRequest(first[0], first[1], headers);
  }

  private static boolean isOnce(String name) {
    return name.equals(LENGTH) || name.equals(CHUNKS) || name.equals("authorization");
  }

  private static String line(GatePeer from) throws IOException, GateRefusal {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    for (int c = from.read(); c != '\n'; c = from.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      if (line.size() == LONGEST_LINE || c == 0) {
        throw GateRefusal.wrong(400, "bad_request", "A line of the request cannot be read.");
      }
      line.write(c);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** What follows {@code Bearer}. */
  Optional<String> token() {
    return Optional.ofNullable(headers.get("authorization"))
        .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
        .map(value -> value.substring(7).strip());
  }

  /**
   * Reads the body.
   *
   * @param room where its bytes are taken from
   * @param most in bytes
   */
  byte[] body(GatePeer from, BodyRoom.Taken room, long most) throws IOException, GateRefusal {
    boolean isChunked = headers.containsKey(CHUNKS);
    if (isChunked
        && (headers.containsKey(LENGTH) || !headers.get(CHUNKS).equalsIgnoreCase("chunked"))) {
      throw GateRefusal.wrong(400, "bad_request", "It is not clear how long the request is.");
    }
    if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
      from.write("HTTP/1.1 100 Continue\r\n\r\n");
    }
    if (isChunked) {
      return chunks(from, room, most);
    }
    long length = number(headers.getOrDefault(LENGTH, "0"), 10);
    take(room, length, 0, most);
    return exactly(from, (int) length);
  }

  private static byte[] chunks(GatePeer from, BodyRoom.Taken room, long most)
      throws IOException, GateRefusal {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      String line = line(from);
      int extension = line.indexOf(';');
      long length = number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
      if (length == 0) {
        break;
      }
      take(room, length, all.size(), most);
      all.writeBytes(exactly(from, (int) length));
      if (!line(from).isEmpty()) {
        throw GateRefusal.wrong(400, "bad_request", "A chunk of the request has no end.");
      }
    }
    int trailers = LONGEST_HEAD;
    for (String line = line(from); !line.isEmpty(); line = line(from)) {
      trailers -= line.length();
      if (trailers < 0) {
        throw GateRefusal.wrong(400, "bad_request", "The request does not end.");
      }
    }
    return all.toByteArray();
  }

  private static void take(BodyRoom.Taken room, long length, long before, long most)
      throws GateRefusal {
    if (length > most - before) {
      throw GateRefusal.wrong(
          413,
          "request_too_large",
          "The request is larger than %d bytes (yera.llm.max-request-bytes).".formatted(most));
    }
    room.take(length);
  }

  /** Grows with what comes, not with what was announced. */
  private static byte[] exactly(GatePeer from, int length) throws IOException {
    byte[] bytes = new byte[Math.min(length, 64 * 1024)];
    int size = 0;
    while (size < length) {
      if (size == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(length, bytes.length * 2L));
      }
      int n = from.read(bytes, size, bytes.length - size);
      if (n < 0) {
        throw new EOFException();
      }
      size += n;
    }
    return bytes;
  }

  private static long number(String text, int radix) throws GateRefusal {
    boolean isNumber =
        !text.isEmpty()
            && text.length() <= 12
            && text.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0);
    if (!isNumber) {
      throw GateRefusal.wrong(400, "bad_request", "It is not clear how long the request is.");
    }
    return Long.parseLong(text, radix);
  }
}
