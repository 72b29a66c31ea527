package dev.yera.app;

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

/** From the JSON value of an argument to what a parameter takes, without losing anything. */
final class JsonToJava {
  private JsonToJava() {}

  /**
   * Converts.
   *
   * @throws IllegalArgumentException if the value does not fit; the message says why
   */
  static Object convert(Object value, Type type) {
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
      return type == float.class || type == Float.class
          ? (Object) number.floatValue()
          : (Object) number.doubleValue();
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
