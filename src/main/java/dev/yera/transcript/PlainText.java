package dev.yera.transcript;

import dev.yera.event.json.Json;

/** Values of JSON as people read them. */
final class PlainText {
  private PlainText() {}

  /** A text as it is, nothing for null, anything else as JSON. */
  static String of(Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof String text ? text : Json.text(value);
  }
}
