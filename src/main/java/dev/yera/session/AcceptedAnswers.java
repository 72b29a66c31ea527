package dev.yera.session;

import dev.yera.event.SseFrame;
import dev.yera.event.block.BlockId;
import dev.yera.event.json.Json;
import dev.yera.session.question.AcceptedInteraction;
import dev.yera.session.question.Interaction;
import dev.yera.store.EventLog;
import dev.yera.store.Slice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads the answers of a session back from its log, which is the only place that has them. */
final class AcceptedAnswers {
  /** How the event of an answer begins: only the server writes those, and always like this. */
  private static final byte[] BEGIN =
      "{\"event_class\":\"control\",\"block_type\":\"answer\"".getBytes(StandardCharsets.US_ASCII);

  private AcceptedAnswers() {}

  /**
   * The answers.
   *
   * @param events the numbers of their events, ascending
   * @throws java.io.UncheckedIOException if what is stored cannot be read
   */
  static List<AcceptedInteraction> read(EventLog log, List<Long> events) {
    List<AcceptedInteraction> answers = new ArrayList<>(events.size());
    if (events.isEmpty()) {
      return answers;
    }
    long id = events.get(0);
    EventLog.Cursor cursor = log.cursorAfter(id - 1);
    while (answers.size() < events.size()) {
      Slice slice = cursor.next();
      int at = slice.offset();
      int end = at + slice.length();
      while (at < end && answers.size() < events.size()) {
        int next = SseFrame.end(slice.bytes(), at, end);
        if (id == events.get(answers.size())) {
          answers.add(answer(SseFrame.payload(slice.bytes(), at, next)));
        }
        id++;
        at = next;
      }
    }
    return answers;
  }

  /**
   * All answers of a log.
   *
   * @throws java.io.UncheckedIOException if what is stored cannot be read
   */
  static List<AcceptedInteraction> all(EventLog log) {
    List<AcceptedInteraction> answers = new ArrayList<>();
    EventLog.Cursor cursor = log.cursorAfter(0);
    for (Slice slice = cursor.next(); slice != null; slice = cursor.next()) {
      int at = slice.offset();
      int end = at + slice.length();
      while (at < end) {
        int next = SseFrame.end(slice.bytes(), at, end);
        byte[] json = SseFrame.payload(slice.bytes(), at, next);
        if (Arrays.mismatch(json, BEGIN) == BEGIN.length) {
          answers.add(answer(json));
        }
        at = next;
      }
    }
    return answers;
  }

  /** The last event of a log that is not empty. */
  static byte[] last(EventLog log) {
    Slice slice = log.cursorAfter(log.lastId() - 1).next();
    return SseFrame.payload(slice.bytes(), slice.offset(), slice.offset() + slice.length());
  }

  private static AcceptedInteraction answer(byte[] json) {
    Map<?, ?> event = (Map<?, ?>) Json.read(json);
    Map<?, ?> data = (Map<?, ?>) event.get("data");
    return new AcceptedInteraction(
        new Interaction(
            new BlockId((String) event.get("block_id")),
            data.get("value"),
            (String) data.get("block_type")),
        Instant.parse((String) event.get("timestamp")));
  }
}
