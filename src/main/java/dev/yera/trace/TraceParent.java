package dev.yera.trace;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a trace, as the header {@code traceparent} has it (W3C Trace Context). Immutable.
 *
 * @param traceId 32 hexadecimal digits, not all 0
 * @param spanId 16 hexadecimal digits, not all 0
 * @param isSampled whether somebody keeps the trace
 */
public record TraceParent(String traceId, String spanId, boolean isSampled) {
  /** The header, and the member of an app's lines. */
  public static final String NAME = "traceparent";

  private static final Pattern FORM =
      Pattern.compile(
          "(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.{0,400})?");

  private static final String NO_TRACE = "0".repeat(32);
  private static final String NO_SPAN = "0".repeat(16);

  /** What somebody sent; empty for nothing, and for what is none. */
  public static Optional<TraceParent> parse(String text) {
    Matcher parts = FORM.matcher(text == null ? "" : text);
    if (!parts.matches()
        || parts.group(2).equals(NO_TRACE)
        || parts.group(3).equals(NO_SPAN)
        || (parts.group(1).equals("00")
            && parts.group(5) != null)) { // newer versions may have more
      return Optional.empty();
    }
    boolean sampled = (Integer.parseInt(parts.group(4), 16) & 1) == 1;
    return Optional.of(new TraceParent(parts.group(2), parts.group(3), sampled));
  }

  /** A new place in the same trace. */
  public TraceParent child() {
    return new TraceParent(traceId, hex(), isSampled);
  }

  /** The beginning of a new trace. */
  public static TraceParent root(boolean isSampled) {
    return new TraceParent(hex() + hex(), hex(), isSampled);
  }

  /** Ids need not be hard to guess: they let nobody in. */
  private static String hex() {
    long id = 0;
    while (id == 0) {
      id = ThreadLocalRandom.current().nextLong();
    }
    return "%016x".formatted(id);
  }

  /** As it is sent on. */
  @Override
  public String toString() {
    return "00-%s-%s-%s".formatted(traceId, spanId, isSampled ? "01" : "00");
  }
}
