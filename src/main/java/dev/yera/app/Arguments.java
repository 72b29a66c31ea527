package dev.yera.app;

import dev.yera.event.Json;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Binds what an app is given to its parameters where there is no server to do it: by name, with
 * defaults, and text taken for what it means ({@code "5"} is an int, {@code "true"} is a bool).
 */
final class Arguments {
  private Arguments() {}

  /** A JSON value for each parameter. */
  static Map<String, Object> bind(AppMethod app, Map<String, Object> given) {
    Map<String, Object> kwargs = new LinkedHashMap<>();
    for (Parameter parameter : app.method().getParameters()) {
      String name = AppMethod.nameOf(parameter);
      try {
        Object value = given.containsKey(name) ? given.get(name) : byDefault(parameter);
        kwargs.put(name, json(value, parameter.getParameterizedType()));
      } catch (IllegalArgumentException unfit) {
        throw new IllegalArgumentException(
            "parameter " + name + " of " + app.id() + ": " + unfit.getMessage(), unfit);
      }
    }
    for (String name : given.keySet()) {
      if (!kwargs.containsKey(name)) {
        throw new IllegalArgumentException(
            app.id() + " has no parameter " + name + "; it has " + kwargs.keySet());
      }
    }
    return kwargs;
  }

  private static Object byDefault(Parameter parameter) {
    Param param = parameter.getAnnotation(Param.class);
    if (param != null && !param.defaultValue().equals(Param.NO_DEFAULT)) {
      return param.defaultValue();
    } else if (parameter.getType() == Optional.class) {
      return null;
    }
    throw new IllegalArgumentException("there is no value, and it has no default");
  }

  private static Object json(Object value, Type type) {
    if (type instanceof ParameterizedType generic) {
      Type inner = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        Object content = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        return content == null ? null : json(content, inner);
      } else if (generic.getRawType() == List.class) {
        return list(value, inner);
      }
    }
    if (value instanceof String text && type instanceof Class<?> plain) {
      return meaning(text, plain);
    }
    return value instanceof Enum<?> constant ? constant.name() : PlainValue.of("with", value);
  }

  private static List<Object> list(Object value, Type inner) {
    Iterable<?> values = value instanceof String text ? parts(text) : (Iterable<?>) value;
    List<Object> list = new ArrayList<>();
    for (Object each : values) {
      list.add(json(each, inner));
    }
    return list;
  }

  /** A JSON array, or parts with commas between. */
  private static List<?> parts(String text) {
    if (text.strip().startsWith("[") && Json.read(text) instanceof List<?> array) {
      return array;
    }
    return text.isBlank() ? List.of() : Stream.of(text.split(",", -1)).map(String::strip).toList();
  }

  private static Object meaning(String text, Class<?> type) {
    if (ContractType.isInteger(type) || ContractType.isFraction(type)) {
      return number(text);
    } else if (type == boolean.class || type == Boolean.class) {
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new IllegalArgumentException(text + " is neither true nor false");
      };
    }
    return text;
  }

  static Number number(String text) {
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(text + " is not a number", notANumber);
    }
  }
}
