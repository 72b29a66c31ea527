package dev.yera.app.call;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Converts the JSON value of an argument to the parameter's Java type, without loss. */
public final class JsonToJava {
  private JsonToJava() {}

  /**
   * Converts.
   *
   * @throws IllegalArgumentException if the value does not fit; the message says why
   */
  public static Object convert(Object value, Type type) {
    if (type instanceof ParameterizedType generic) {
      Type inner = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        return Optional.ofNullable(value == null ? null : convert(value, inner));
      } else if (generic.getRawType() == List.class) {
        return value == null ? null : list(value, inner);
      }
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException("a parameter cannot be a " + type.getTypeName());
    }
    if (value == null) {
      if (plain.isPrimitive()) {
        throw new IllegalArgumentException("there is no value");
      }
      return null;
    }
    return convert(value, plain);
  }

  private static List<Object> list(Object value, Type inner) {
    if (!(value instanceof List<?> values)) {
      throw unfit(value, "a list");
    }
    List<Object> converted = new ArrayList<>(values.size());
    for (Object each : values) {
      converted.add(convert(each, inner));
    }
    return Collections.unmodifiableList(converted);
  }

  private static Object convert(Object value, Class<?> type) {
    if (type == String.class && value instanceof String) {
      return value;
    } else if ((type == boolean.class || type == Boolean.class) && value instanceof Boolean) {
      return value;
    } else if (ContractType.isInteger(type) && value instanceof Number number) {
      return integer(number, type);
    } else if (ContractType.isFraction(type) && value instanceof Number number) {
      return fraction(number, type);
    } else if (type == LocalDate.class && value instanceof String text) {
      return date(text);
    } else if (type.isEnum() && value instanceof String text) {
      return constant(text, type);
    }
    throw unfit(value, "a value for ".concat(type.getSimpleName()));
  }

  private static Object integer(Number number, Class<?> type) {
    try {
      BigInteger whole = new BigDecimal(number.toString()).toBigIntegerExact();
      if (type == BigInteger.class) {
        return whole;
      }
      return type == int.class || type == Integer.class
          ? (Object) whole.intValueExact()
          : (Object) whole.longValueExact();
    } catch (ArithmeticException lossy) {
      throw unfit(number, "a whole number of type ".concat(type.getSimpleName()));
    }
  }

  /** The nearest value of the type; for a whole number only an equal one. */
  private static Object fraction(Number number, Class<?> type) {
    boolean single = type == float.class || type == Float.class;
    Number nearest = single ? (Number) number.floatValue() : (Number) number.doubleValue();
    if (Double.isInfinite(nearest.doubleValue())
        || (isWhole(number) && !isSame(nearest, new BigDecimal(number.toString())))) {
      throw unfit(number, "a number of type ".concat(type.getSimpleName()));
    }
    return nearest;
  }

  private static boolean isWhole(Number number) {
    return !(number instanceof Double)
        && new BigDecimal(number.toString()).stripTrailingZeros().scale() <= 0;
  }

  /** Equal in binary, like 2⁶⁰, or as written, like 10³⁰⁰. */
  private static boolean isSame(Number nearest, BigDecimal exact) {
    return new BigDecimal(nearest.doubleValue()).compareTo(exact) == 0
        || new BigDecimal(nearest.toString()).compareTo(exact) == 0;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException notADate) {
      throw unfit(text, "a date like 2026-11-22");
    }
  }

  private static Object constant(String name, Class<?> type) {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw unfit(name, "one of " + List.of(type.getEnumConstants()));
  }

  private static IllegalArgumentException unfit(Object value, String expected) {
    return new IllegalArgumentException(value + " is not " + expected);
  }
}
