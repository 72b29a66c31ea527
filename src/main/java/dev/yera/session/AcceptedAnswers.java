package dev.yera.session;

import dev.yera.event.SseFrame;
import dev.yera.event.block.BlockId;
import dev.yera.event.json.Json;
import dev.yera.session.question.AcceptedInteraction;
import dev.yera.session.question.Interaction;
import dev.yera.store.EventLog;
import dev.yera.store.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the answers of a session back from its log, which is the only place that has them. */
final class AcceptedAnswers {
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
