package dev.yera.event.json;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * JSON as plain values: {@code Map<String, Object>} (ordered), {@code List<Object>}, {@code
 * String}, {@code Long} or {@code BigInteger}, {@code Double} or {@code BigDecimal} (whichever
 * keeps the number as it was written), {@code Boolean}, null. Reading accepts {@code NaN} and
 * {@code Infinity}, which Python writes, as null; such numbers are also written as null.
 * Thread-safe.
 */
public final class Json {
  /** The deepest nesting of an app's value: far above any use, far below a stack overflow. */
  public static final int MAX_DEPTH = 500;

  /** The most characters of a number: many long ones would take long to convert. */
  public static final int MAX_NUMBER = 1_000;

  private static final int MAX_SCALE = 10_000;
  private static final int MAX_ZEROS = 18;
  private static final String TOO_DEEP = "it is nested too deeply";

  /**
   * A factory keeps up to 6,000 names for all of its parsers, however long they are: 200 requests
   * with a name of 1 MB each filled a heap of 1 GB. So this one takes no long name.
   */
  private static final JsonFactory FACTORY = factory(256);

  private Json() {}

  private static JsonFactory factory(int longestName) {
    return JsonFactory.builder()
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(Integer.MAX_VALUE)
                .maxNumberLength(MAX_NUMBER)
                .maxNameLength(longestName)
                .build())
        .build();
  }

  /**
   * Reads one value.
   *
   * @throws MalformedJsonException if the bytes are not exactly one JSON value, are nested deeper
   *     than {@value #MAX_DEPTH}, or have a number of more than {@value #MAX_NUMBER} characters
   */
  public static Object read(byte[] utf8) {
    return read(utf8, 0, utf8.length, MAX_DEPTH);
  }

  /** Reads one value from text; see {@link #read(byte[])}. */
  public static Object read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads one value from a range of bytes.
   *
   * @param maxDepth how deep it may be nested, at most {@value #MAX_DEPTH}
   * @throws MalformedJsonException if the bytes are not exactly one JSON value, or nested deeper
   */
  public static Object read(byte[] utf8, int offset, int length, int maxDepth) {
    return read(utf8, offset, length, maxDepth, false);
  }

  /**
   * Reads a line of an app. Keeps NaN and infinities, to distinguish them from null; what is
   * infinite as a double, as {@code 1e400} is, is one of them.
   */
  public static Object readLine(byte[] utf8, int offset, int length) {
    return read(utf8, offset, length, MAX_DEPTH, true);
  }

  private static Object read(byte[] utf8, int offset, int length, int maxDepth, boolean keepNaN) {
    try {
      return read(parser(utf8, offset, length), maxDepth, keepNaN);
    } catch (StreamConstraintsException longName) {
      return readLongNames(utf8, offset, length, maxDepth, keepNaN);
    } catch (JacksonException e) {
      throw new MalformedJsonException(e.getOriginalMessage(), e);
    }
  }

  private static Object readLongNames(
      byte[] utf8, int offset, int length, int maxDepth, boolean keepNaN) {
    try {
      return read(parserOfLongNames(utf8, offset, length), maxDepth, keepNaN);
    } catch (StreamConstraintsException limit) {
      throw new MalformedJsonException(explained(limit.getOriginalMessage()), limit);
    } catch (JacksonException e) {
      throw new MalformedJsonException(e.getOriginalMessage(), e);
    }
  }

  private static String explained(String limit) {
    if (limit.startsWith("Number value length")) {
      return "it has a number of more than " + MAX_NUMBER + " characters";
    }
    return limit.startsWith("Document nesting depth") ? TOO_DEEP : limit;
  }

  private static Object read(JsonParser parser, int maxDepth, boolean keepNaN) {
    try (parser) {
      if (parser.nextToken() == null) {
        throw new MalformedJsonException("it is empty", null);
      }
      Object value = value(parser, maxDepth, keepNaN);
      if (parser.nextToken() != null) {
        throw new MalformedJsonException("there is text after the value", null);
      }
      return value;
    }
  }

  /** The value as UTF-8. */
  public static byte[] bytes(Object value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator generator = generator(out)) {
      write(generator, value);
    }
    return out.toByteArray();
  }

  public static JsonGenerator generator(OutputStream out) {
    return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
  }

  /** The value as text on one line. */
  public static String text(Object value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  /** A parser of a range of bytes that refuses what has a long name. */
  public static JsonParser parser(byte[] utf8, int offset, int length) {
    return FACTORY.createParser(ObjectReadContext.empty(), utf8, offset, length);
  }

  /** One of a stream, which it reads as it goes and does not close. */
  public static JsonParser parser(InputStream utf8) {
    return FACTORY.createParser(ObjectReadContext.empty(), utf8);
  }

  /** One that takes long names. With a factory that is used once: the names go with it. */
  static JsonParser parserOfLongNames(byte[] utf8, int offset, int length) {
    return factory(Integer.MAX_VALUE).createParser(ObjectReadContext.empty(), utf8, offset, length);
  }

  /** The text or number where the parser is; null for NaN and infinities. */
  static Object scalar(JsonParser parser) {
    return value(parser, 0, false);
  }

  /** The number, in one of our types, that has exactly this value and is written back unchanged. */
  public static Number plainest(BigDecimal value) {
    BigDecimal bare = value.stripTrailingZeros();
    if (bare.scale() <= 0 && bare.scale() >= -MAX_ZEROS) {
      BigInteger whole = bare.toBigIntegerExact();
      return whole.bitLength() < Long.SIZE ? (Number) whole.longValueExact() : whole;
    }
    double nearest = bare.doubleValue();
    return isExactly(nearest, bare) ? (Number) nearest : bare;
  }

  private static Object value(JsonParser parser, int depth, boolean keepNaN) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, depth, keepNaN);
      case START_ARRAY -> array(parser, depth, keepNaN);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT ->
          parser.isNaN() ? notANumber(parser, keepNaN) : fraction(parser, keepNaN);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new MalformedJsonException("unexpected " + parser.currentToken(), null);
    };
  }

  private static Double notANumber(JsonParser parser, boolean keepNaN) {
    return keepNaN ? (Double) parser.getDoubleValue() : null;
  }

  private static Map<String, Object> object(JsonParser parser, int depth, boolean keepNaN) {
    refuseDepth(depth);
    Map<String, Object> map = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      map.put(name, value(parser, depth - 1, keepNaN));
    }
    return map;
  }

  private static List<Object> array(JsonParser parser, int depth, boolean keepNaN) {
    refuseDepth(depth);
    List<Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser, depth - 1, keepNaN));
    }
    return list;
  }

  private static void refuseDepth(int depth) {
    if (depth <= 0) {
      throw new MalformedJsonException(TOO_DEEP, null);
    }
  }

  private static Number integer(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      default -> parser.getBigIntegerValue();
    };
  }

  private static Number fraction(JsonParser parser, boolean keepNaN) {
    String text = parser.getString();
    double nearest = Double.parseDouble(text);
    if (keepNaN && Double.isInfinite(nearest)) {
      return nearest;
    }
    BigDecimal exact = exact(text);
    if (exact == null) {
      return Double.isInfinite(nearest) ? null : (Double) nearest;
    }
    return isExactly(nearest, exact) ? (Number) nearest : exact;
  }

  /**
   * Null for a number with few characters but so many digits that computing with it would exhaust
   * the server's memory. Its double, unless infinite, is what any client would read.
   */
  private static BigDecimal exact(String text) {
    try {
      BigDecimal exact = new BigDecimal(text);
      return Math.abs((long) exact.scale()) <= MAX_SCALE ? exact : null;
    } catch (NumberFormatException exponentOutOfRange) {
      return null;
    }
  }

  private static boolean isExactly(double nearest, BigDecimal value) {
    return !Double.isInfinite(nearest)
        && new BigDecimal(Double.toString(nearest)).compareTo(value) == 0;
  }

  public static void write(JsonGenerator out, Object value) {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof String s) {
      writeString(out, s);
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> each : map.entrySet()) {
        out.writeName(wellFormed(String.valueOf(each.getKey())));
        write(out, each.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof Iterable<?> list) {
      out.writeStartArray();
      for (Object each : list) {
        write(out, each);
      }
      out.writeEndArray();
    } else if (value instanceof Boolean b) {
      out.writeBoolean(b);
    } else if (value instanceof Number n) {
      writeNumber(out, n);
    } else {
      // Dates, enums, ids and other objects in a cell are written as text.
      writeString(out, value.toString());
    }
  }

  private static void writeNumber(JsonGenerator out, Number n) {
    if (n instanceof Double || n instanceof Float) {
      double d = n.doubleValue();
      if (!Double.isFinite(d)) {
        out.writeNull();
      } else if (n instanceof Float f) {
        out.writeNumber(f);
      } else {
        out.writeNumber(d);
      }
    } else if (n instanceof BigDecimal d) {
      out.writeNumber(d);
    } else if (n instanceof BigInteger i) {
      out.writeNumber(i);
    } else {
      writeOther(out, n);
    }
  }

  /** A whole number, an {@code AtomicLong}, a {@code DoubleAdder}, or one of a library. */
  private static void writeOther(JsonGenerator out, Number n) {
    double d = n.doubleValue();
    if (!Double.isFinite(d)) {
      out.writeNull();
    } else if (d == n.longValue()) {
      out.writeNumber(n.longValue());
    } else {
      out.writeNumber(d);
    }
  }

  /** Writes half a surrogate pair, which has no UTF-8, as a JSON escape. */
  public static void writeString(JsonGenerator out, String text) {
    if (!hasLoneSurrogate(text)) {
      out.writeString(text);
      return;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 16).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
        escaped.append(String.format("\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    out.writeRawValue(escaped.append('"').toString());
  }

  /**
   * Half a surrogate pair in a name becomes U+FFFD, because the generator takes no escape of ours
   * there.
   */
  private static String wellFormed(String name) {
    return hasLoneSurrogate(name)
        ? name.codePoints()
            .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
        : name;
  }

  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return true;
        }
        i++;
      }
    }
    return false;
  }
}
