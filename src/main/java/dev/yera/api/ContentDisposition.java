package dev.yera.api;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The name of a file in a {@code Content-Disposition} (RFC 6266, RFC 8187). */
final class ContentDisposition {
  private static final String EXTENDED = "utf-8'";
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~";

  private ContentDisposition() {}

  /**
   * The name that it says; empty if it says none, or one that cannot be read.
   *
   * @param header may be null
   */
  static Optional<String> name(String header) {
    if (header == null) {
      return Optional.empty();
    }
    Map<String, String> parameters = parameters(header);
    String extended = parameters.getOrDefault("filename*", "");
    int language = extended.indexOf('\'', EXTENDED.length());
    return extended.toLowerCase(Locale.ROOT).startsWith(EXTENDED) && language >= 0
        ? decoded(extended.substring(language + 1))
        : Optional.ofNullable(parameters.get("filename"));
  }

  /** By their names in small letters; of two the first counts. One look at each character. */
  private static Map<String, String> parameters(String header) {
    Map<String, String> parameters = new HashMap<>();
    int at = end(header, 0, ";");
    while (at < header.length()) {
      int equals = end(header, at + 1, "=;");
      String name = header.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
      StringBuilder value = new StringBuilder();
      at =
          equals < header.length() && header.charAt(equals) == '='
              ? value(header, equals + 1, value)
              : equals;
      parameters.putIfAbsent(name, value.toString());
    }
    return parameters;
  }

  private static int end(String header, int from, String ends) {
    int at = from;
    while (at < header.length() && ends.indexOf(header.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  /** Reads a token or a quoted text; returns where the parameter ends. */
  private static int value(String header, int from, StringBuilder value) {
    int at = from;
    while (at < header.length() && Character.isWhitespace(header.charAt(at))) {
      at++;
    }
    if (at == header.length() || header.charAt(at) != '"') {
      int end = end(header, at, ";");
      value.append(header.substring(at, end).strip());
      return end;
    }
    for (at++; at < header.length() && header.charAt(at) != '"'; at++) {
      if (header.charAt(at) == '\\' && at + 1 < header.length()) {
        at++;
      }
      value.append(header.charAt(at));
    }
    return end(header, at, ";");
  }

  private static Optional<String> decoded(String encoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c != '%') {
        bytes.write(c);
        continue;
      }
      int high = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
      int low = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 2), 16) : -1;
      if (high < 0 || low < 0) {
        return Optional.empty();
      }
      bytes.write(high * 16 + low);
      i += 2;
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The header for a file of this name. */
  static String of(boolean isShown, String name) {
    StringBuilder plain = new StringBuilder();
    StringBuilder encoded = new StringBuilder();
    name.codePoints()
        .forEach(
            c ->
                plain.append(
                    c < 0x20 || c > 0x7e || c == '"' || c == '\\' || c == '%' ? '_' : (char) c));
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      if (each > 0 && UNRESERVED.indexOf(each) >= 0) {
        encoded.append((char) each);
      } else {
        encoded.append("%%%02X".formatted(each));
      }
    }
    return "%s; filename=\"%s\"; filename*=UTF-8''%s"
        .formatted(isShown ? "inline" : "attachment", plain, encoded);
  }
}
