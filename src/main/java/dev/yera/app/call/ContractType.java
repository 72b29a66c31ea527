package dev.yera.app.call;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The type names of the protocol (see "Arguments" in {@code protocol.md}). */
public final class ContractType {
  private ContractType() {}

  /** The name in the protocol; for other types the simple name of the class. */
  public static String of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type inner = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == List.class) {
        return "list[".concat(of(inner)).concat("]");
      }
      return generic.getRawType() == Optional.class ? of(inner) : of(generic.getRawType());
    }
    return type instanceof Class<?> plain ? of(plain) : type.getTypeName();
  }

  private static String of(Class<?> type) {
    if (type == String.class) {
      return "str";
    } else if (isInteger(type)) {
      return "int";
    } else if (isFraction(type)) {
      return "float";
    } else if (type == boolean.class || type == Boolean.class) {
      return "bool";
    } else if (type == LocalDate.class) {
      return "date";
    }
    return type.isEnum() ? "enum" : type.getSimpleName();
  }

  public static boolean isInteger(Class<?> type) {
    return type == int.class
        || type == Integer.class
        || type == long.class
        || type == Long.class
        || type == BigInteger.class;
  }

  public static boolean isFraction(Class<?> type) {
    return type == double.class
        || type == Double.class
        || type == float.class
        || type == Float.class;
  }
}
