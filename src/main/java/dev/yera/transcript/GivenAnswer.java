package dev.yera.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An answer, as the log has it. */
record GivenAnswer(Object value, String timestamp) {
  /** Adds what an answer to a form says to each of its fields. */
  void ofFields(Map<String, List<GivenAnswer>> fields) {
    if (value instanceof Map<?, ?> values) {
      values.forEach(
          (field, each) ->
              fields
                  .computeIfAbsent(String.valueOf(field), id -> new ArrayList<>(1))
                  .add(new GivenAnswer(each, timestamp)));
    }
  }

  /** What was typed on a terminal, key by key, as one answer. */
  static List<GivenAnswer> joined(List<GivenAnswer> keys) {
    if (keys.isEmpty()) {
      return keys;
    }
    String typed =
        keys.stream()
            .map(GivenAnswer::value)
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .collect(Collectors.joining());
    return List.of(new GivenAnswer(typed.isEmpty() ? null : typed, keys.get(0).timestamp()));
  }

  /** As people read it; empty for none. */
  String text() {
    if (value instanceof List<?> several) {
      return several.stream().map(PlainText::of).collect(Collectors.joining(", "));
    }
    return PlainText.of(value);
  }
}
