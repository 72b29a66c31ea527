package dev.yera.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file that is asked for by {@code Range} (RFC 9110, section 14).
 *
 * @param from its first byte
 * @param to its last byte; before the first one if there is no such part
 */
record ByteRange(long from, long to) {
  private static final Pattern ONE =
      Pattern.compile("\\s*bytes\\s*=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

  /**
   * The one that a header asks for; empty if it asks for several, or for what cannot be understood:
   * then all of the file is the answer.
   *
   * @param header may be null
   */
  static Optional<ByteRange> of(String header, long size) {
    Matcher one = ONE.matcher(header == null ? "" : header);
    if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (one.group(1).isEmpty()) {
      long last = Long.parseLong(one.group(2));
      return Optional.of(new ByteRange(last == 0 ? size : Math.max(0, size - last), size - 1));
    }
    long from = Long.parseLong(one.group(1));
    long to = one.group(2).isEmpty() ? size - 1 : Long.parseLong(one.group(2));
    if (!one.group(2).isEmpty() && to < from) {
      return Optional.empty();
    }
    return Optional.of(new ByteRange(from, Math.min(to, size - 1)));
  }

  /** Whether the file has it. */
  boolean isThere() {
    return from <= to;
  }

  long length() {
    return to - from + 1;
  }
}
