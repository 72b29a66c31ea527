package dev.yera.store;

import dev.yera.event.SseFrame;
import dev.yera.event.json.Json;
import java.util.Map;
import java.util.function.Consumer;

/** What people read in events: the texts and numbers in their data, without the names there. */
final class Said {
  private Said() {}

  /** Tells each text ({@link String}) and {@link Number} in frames that are back to back. */
  static void each(byte[] frames, int from, int to, Consumer<Object> values) {
    for (int at = from; at < to; ) {
      int end = SseFrame.end(frames, at, to);
      if (Json.read(SseFrame.payload(frames, at, end)) instanceof Map<?, ?> event) {
        each(event.get("data"), values);
      }
      at = end;
    }
  }

  private static void each(Object value, Consumer<Object> values) {
    if (value instanceof String || value instanceof Number) {
      values.accept(value);
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(each -> each(each, values));
    } else if (value instanceof Iterable<?> list) {
      list.forEach(each -> each(each, values));
    }
  }
}
