package dev.yera.session;

import dev.yera.event.json.Json;
import dev.yera.event.json.Timestamps;
import dev.yera.store.EventLog;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What users thought of a block at last.
 *
 * @param blockId which block
 * @param rating {@code up}, {@code down} or null
 * @param comment null for none
 * @param at when they said so
 */
public record GivenFeedback(String blockId, String rating, String comment, Instant at) {
  /** How such an event begins: only the server writes those. */
  private static final byte[] BEGIN =
      "{\"event_class\":\"control\",\"block_type\":\"feedback\""
          .getBytes(StandardCharsets.US_ASCII);

  /** That of a log; what was taken back is not there. */
  static List<GivenFeedback> all(EventLog log) {
    Map<String, GivenFeedback> last = new LinkedHashMap<>();
    AcceptedAnswers.each(
        log,
        json -> {
          if (Arrays.mismatch(json, BEGIN) == BEGIN.length) {
            GivenFeedback one = of((Map<?, ?>) Json.read(json));
            last.put(one.blockId(), one);
          }
        });
    last.values().removeIf(each -> each.rating() == null && each.comment() == null);
    return new ArrayList<>(last.values());
  }

  private static GivenFeedback of(Map<?, ?> event) {
    Map<?, ?> data = (Map<?, ?>) event.get("data");
    return new GivenFeedback(
        (String) event.get("block_id"),
        (String) data.get("rating"),
        (String) data.get("comment"),
        Timestamps.parse((String) event.get("timestamp")).orElseThrow());
  }
}
