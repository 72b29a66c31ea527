package dev.yera.app.call;

import dev.yera.event.json.Json;
import dev.yera.event.json.MalformedJsonException;
import dev.yera.event.reason.Excerpt;
import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The type of a parameter (see "Arguments" in {@code protocol.md}): {@code str}, {@code int},
 * {@code float}, {@code bool}, {@code date}, {@code enum}, or a list of one of these.
 *
 * @param scalar the type, or the type of an element
 * @param list whether it takes a list
 * @param options the options of an {@code enum}, else empty
 * @param bounds the range of an {@code int} that must fit a Java type, if there is one
 */
public record ParameterType(
    Scalar scalar, boolean list, List<String> options, Optional<Bounds> bounds) {

  /** The scalar types. */
  public enum Scalar {
    /** Text. */
    STR("str", ReasonKey.STRING),
    /** A whole number. */
    INT("int", ReasonKey.WHOLE_NUMBER),
    /** A number. */
    FLOAT("float", ReasonKey.NUMBER),
    /** True or false. */
    BOOL("bool", ReasonKey.TRUE_OR_FALSE),
    /** A day. */
    DATE("date", ReasonKey.DATE),
    /** One of several names. */
    ENUM("enum", ReasonKey.ONE_OF);

    final String wireName;
    final ReasonKey expectation;

    Scalar(String wireName, ReasonKey expectation) {
      this.wireName = wireName;
      this.expectation = expectation;
    }
  }

  /** The lowest and the highest whole number that fit. */
  public record Bounds(long low, long high) {
    /** What fits a Java {@code int}. */
    public static final Bounds INT = new Bounds(Integer.MIN_VALUE, Integer.MAX_VALUE);

    /** What fits a Java {@code long}. */
    public static final Bounds LONG = new Bounds(Long.MIN_VALUE, Long.MAX_VALUE);

    boolean contain(BigInteger number) {
      return number.compareTo(BigInteger.valueOf(low)) >= 0
          && number.compareTo(BigInteger.valueOf(high)) <= 0;
    }
  }

  /** A scalar type without bounds. */
  public static ParameterType of(Scalar scalar) {
    return new ParameterType(scalar, false, List.of(), Optional.empty());
  }

  /** A choice. */
  public static ParameterType choice(List<String> options) {
    return new ParameterType(Scalar.ENUM, false, List.copyOf(options), Optional.empty());
  }

  /**
   * The parameter type of a scalar Java type; the caller handles enums, whose constants it knows.
   *
   * @param javaName as in source, e.g. {@code int} or {@code java.lang.String}
   * @return empty if no parameter can have this type
   */
  public static Optional<ParameterType> ofJava(String javaName) {
    return switch (javaName) {
      case "java.lang.String" -> Optional.of(of(Scalar.STR));
      case "int", "java.lang.Integer" -> Optional.of(bounded(Bounds.INT));
      case "long", "java.lang.Long" -> Optional.of(bounded(Bounds.LONG));
      case "java.math.BigInteger" -> Optional.of(of(Scalar.INT));
      case "double", "float", "java.lang.Double", "java.lang.Float" ->
          Optional.of(of(Scalar.FLOAT));
      case "boolean", "java.lang.Boolean" -> Optional.of(of(Scalar.BOOL));
      case "java.time.LocalDate" -> Optional.of(of(Scalar.DATE));
      default -> Optional.empty();
    };
  }

  /** The message about a parameter with an unsupported Java type. */
  public static Reason unsupported(String parameter, String javaName) {
    return ReasonKey.PARAMETER_TYPE.with(parameter, javaName);
  }

  private static ParameterType bounded(Bounds bounds) {
    return new ParameterType(Scalar.INT, false, List.of(), Optional.of(bounds));
  }

  /** The type of a list of these. */
  public ParameterType asList() {
    return new ParameterType(scalar, true, options, bounds);
  }

  /** The type of this wire name, e.g. {@code list[int]}. */
  public static Optional<ParameterType> parse(String wireName, List<String> options) {
    if (wireName.startsWith("list[") && wireName.endsWith("]")) {
      return parse(wireName.substring(5, wireName.length() - 1), options)
          .filter(element -> !element.list())
          .map(ParameterType::asList);
    }
    for (Scalar scalar : Scalar.values()) {
      if (scalar.wireName.equals(wireName)) {
        return Optional.of(scalar == Scalar.ENUM ? choice(options) : of(scalar));
      }
    }
    return Optional.empty();
  }

  /** The name on the wire, e.g. {@code list[int]}. */
  public String wireName() {
    return list ? "list[" + scalar.wireName + "]" : scalar.wireName;
  }

  /**
   * Reads a value from text, as in a default or on a command line: a list is a JSON array, or
   * comma-separated elements.
   *
   * @throws MisfitException if it does not fit; the message says what is expected
   * @throws MalformedJsonException if it begins like a JSON array and is none
   */
  public Object read(String text) {
    return coerce(list ? elements(text) : text);
  }

  private static Object elements(String text) {
    if (text.strip().startsWith("[")) {
      return Json.read(text);
    }
    return text.isBlank() ? List.of() : Stream.of(text.split(",", -1)).map(String::strip).toList();
  }

  /**
   * Converts the value to this type, without loss: {@code "5"} is an int, {@code 5.5} is not.
   *
   * @param value any JSON value
   * @return a {@code String}, {@code Long}, {@code BigInteger}, {@code Double}, {@code Boolean}, or
   *     a list of these; a date stays ISO text, an enum its option
   * @throws MisfitException if it does not fit; the message says what is expected
   */
  public Object coerce(Object value) {
    if (!list) {
      return coerceScalar(value);
    }
    if (!(value instanceof List<?> elements)) {
      throw misfit(value, ReasonKey.LIST_OF.with(expectation()));
    }
    List<Object> coerced = new ArrayList<>(elements.size());
    for (Object element : elements) {
      coerced.add(coerceScalar(element));
    }
    return coerced;
  }

  private Object coerceScalar(Object value) {
    Object coerced =
        switch (scalar) {
          case STR -> value instanceof String ? value : null;
          case INT -> integer(value);
          case FLOAT -> number(value);
          case BOOL -> bool(value);
          case DATE -> date(value);
          case ENUM -> value instanceof String s && options.contains(s) ? s : null;
        };
    if (coerced == null) {
      throw misfit(value, expectation());
    }
    return coerced;
  }

  private Reason expectation() {
    if (scalar == Scalar.ENUM) {
      return scalar.expectation.with(String.join(", ", options));
    }
    return bounds
        .map(each -> ReasonKey.WHOLE_NUMBER_FROM_TO.with(each.low(), each.high()))
        .orElseGet(scalar.expectation::with);
  }

  private static MisfitException misfit(Object value, Reason expected) {
    String shown = Excerpt.of(String.valueOf(value));
    String quoted = value instanceof String ? '"' + shown + '"' : shown;
    return new MisfitException(ReasonKey.MISFIT.with(quoted, expected));
  }

  private Number integer(Object value) {
    BigDecimal exact = decimal(value);
    // Check the scale before expanding the digits: 1e999999999 is a short text and a long number.
    if (exact == null || exact.precision() - (long) exact.scale() > 1000) {
      return null;
    }
    if (exact.signum() != 0 && exact.stripTrailingZeros().scale() > 0) {
      return null;
    }
    BigInteger whole = exact.toBigInteger();
    if (bounds.isPresent() && !bounds.get().contain(whole)) {
      return null;
    }
    return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : whole;
  }

  /** The nearest double; for a whole number only an equal one. */
  private static Double number(Object value) {
    BigDecimal exact = decimal(value);
    if (exact == null) {
      return null;
    }
    double nearest = exact.doubleValue();
    if (Double.isInfinite(nearest)) {
      return null;
    }
    boolean whole = nearest != 0 && exact.stripTrailingZeros().scale() <= 0;
    return whole && !isSame(nearest, exact) ? null : (Double) nearest;
  }

  /** Equal in binary, like 2⁶⁰, or as written, like 10³⁰⁰. */
  private static boolean isSame(double number, BigDecimal exact) {
    return new BigDecimal(number).compareTo(exact) == 0
        || new BigDecimal(Double.toString(number)).compareTo(exact) == 0;
  }

  private static BigDecimal decimal(Object value) {
    try {
      if (value instanceof Number number) {
        return new BigDecimal(number.toString());
      }
      return value instanceof String text && text.length() <= 1000
          ? new BigDecimal(text.strip())
          : null;
    } catch (NumberFormatException notANumber) {
      return null; // the caller says what would fit
    }
  }

  private static Boolean bool(Object value) {
    if (value instanceof Boolean b) {
      return b;
    }
    if ("true".equals(value)) {
      return true;
    }
    return "false".equals(value) ? (Boolean) false : null;
  }

  private static String date(Object value) {
    try {
      return value instanceof String s ? LocalDate.parse(s).toString() : null;
    } catch (DateTimeException notADate) {
      return null; // the caller says what would fit
    }
  }
}
