package dev.yera.app;

import dev.yera.event.json.Json;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Converts a cell value of an app to a JSON value. The copy is independent of later changes by the
 * app; a type unknown to JSON becomes its {@code toString()}.
 */
final class PlainValue {
  private PlainValue() {}

  static Object of(String word, Object value) {
    return of(word, value, Json.MAX_DEPTH / 2);
  }

  private static Object of(String word, Object value, int depth) {
    if (depth == 0) {
      throw Misuse.argument(
          word,
          "a value is nested too deep, perhaps in itself",
          "Use a value that does not contain itself");
    } else if (value == null || value instanceof String || value instanceof Boolean) {
      return value;
    } else if (value instanceof Number number) {
      return Double.isFinite(number.doubleValue()) || !isFloating(number) ? number : null;
    } else if (value instanceof Optional<?> optional) {
      return of(word, optional.orElse(null), depth - 1);
    } else if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((name, each) -> copy.put(String.valueOf(name), of(word, each, depth - 1)));
      return Collections.unmodifiableMap(copy);
    } else if (value instanceof Iterable<?> values) {
      List<Object> copy = new ArrayList<>();
      values.forEach(each -> copy.add(of(word, each, depth - 1)));
      return Collections.unmodifiableList(copy);
    } else if (value.getClass().isArray()) {
      List<Object> copy = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        copy.add(of(word, Array.get(value, i), depth - 1));
      }
      return Collections.unmodifiableList(copy);
    }
    return value.toString();
  }

  private static boolean isFloating(Number number) {
    return number instanceof Double || number instanceof Float;
  }
}
