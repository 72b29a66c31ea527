package dev.yera.transcript;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An answer, as the log has it.
 *
 * @param names what the files are called whose ids are in it
 */
record GivenAnswer(Object value, String timestamp, Map<String, String> names) {
  /** One of an event. */
  static GivenAnswer of(LoggedEvent event) {
    Map<String, String> names = new HashMap<>();
    if (event.data().get("files") instanceof List<?> files) {
      for (Object each : files) {
        if (each instanceof Map<?, ?> file) {
          names.put(PlainText.of(file.get("file_id")), PlainText.of(file.get("name")));
        }
      }
    }
    return new GivenAnswer(event.data().get("value"), event.text("timestamp"), names);
  }

  /** Adds what an answer to a form says to each of its fields. */
  void ofFields(Map<String, List<GivenAnswer>> fields) {
    if (value instanceof Map<?, ?> values) {
      values.forEach(
          (field, each) ->
              fields
                  .computeIfAbsent(String.valueOf(field), id -> new ArrayList<>(1))
                  .add(new GivenAnswer(each, timestamp, names)));
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
    return List.of(
        new GivenAnswer(typed.isEmpty() ? null : typed, keys.get(0).timestamp(), Map.of()));
  }

  /** As people read it; empty for none. */
  String text() {
    if (value instanceof List<?> several) {
      return list(several);
    }
    if (value instanceof Map<?, ?> message
        && message.get("text") instanceof String text
        && message.get("files") instanceof List<?> files) {
      return files.isEmpty() ? text : (text + "\n" + list(files)).strip();
    }
    return PlainText.of(value);
  }

  private String list(List<?> several) {
    return several.stream()
        .map(PlainText::of)
        .map(each -> names.getOrDefault(each, each))
        .collect(Collectors.joining(", "));
  }
}
