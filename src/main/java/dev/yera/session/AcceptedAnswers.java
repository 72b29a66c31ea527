package dev.yera.session;

import dev.yera.event.SseFrame;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.BlockType;
import dev.yera.event.json.Json;
import dev.yera.session.question.AcceptedInteraction;
import dev.yera.session.question.Interaction;
import dev.yera.session.question.PastAnswer;
import dev.yera.store.EventLog;
import dev.yera.store.Slice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the answers of a session back from its log, which is the only place that has them. */
final class AcceptedAnswers {
  /** How the event of an answer begins: only the server writes those, and always like this. */
  private static final byte[] BEGIN =
      "{\"event_class\":\"control\",\"block_type\":\"answer\"".getBytes(StandardCharsets.US_ASCII);

  /** How the event of a question begins, as each that we rendered. */
  private static final byte[] PROMPT =
      "{\"event_class\":\"prompt\"".getBytes(StandardCharsets.US_ASCII);

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
    each(
        log,
        json -> {
          if (Arrays.mismatch(json, BEGIN) == BEGIN.length) {
            answers.add(answer(json));
          }
        });
    return answers;
  }

  /** Gives the JSON of each event. */
  static void each(EventLog log, Consumer<byte[]> reader) {
    EventLog.Cursor cursor = log.cursorAfter(0);
    for (Slice slice = cursor.next(); slice != null; slice = cursor.next()) {
      int at = slice.offset();
      int end = at + slice.length();
      while (at < end) {
        int next = SseFrame.end(slice.bytes(), at, end);
        reader.accept(SseFrame.payload(slice.bytes(), at, next));
        at = next;
      }
    }
  }

  /**
   * All answers of a log as those of another session can be: by the order of fields, which have
   * other ids there.
   *
   * @return with the blocks that they are about
   */
  static List<Map.Entry<BlockId, PastAnswer>> past(EventLog log) {
    List<AcceptedInteraction> answers = all(log);
    Map<String, Integer> order = new HashMap<>();
    boolean hasForms = answers.stream().anyMatch(each -> isOfForm(each.interaction()));
    if (hasForms) {
      each(
          log,
          json -> {
            if (Arrays.mismatch(json, PROMPT) == PROMPT.length) {
              Map<?, ?> event = (Map<?, ?>) Json.read(json);
              order.putIfAbsent((String) event.get("block_id"), order.size());
            }
          });
    }
    List<Map.Entry<BlockId, PastAnswer>> past = new ArrayList<>();
    for (AcceptedInteraction each : answers) {
      Interaction one = each.interaction();
      Object value = isOfForm(one) ? inOrder((Map<?, ?>) one.value(), order) : one.value();
      past.add(Map.entry(one.blockId(), new PastAnswer(one.blockType(), value)));
    }
    return past;
  }

  private static boolean isOfForm(Interaction interaction) {
    return interaction.blockType().equals(BlockType.FORM.wireName())
        && interaction.value() instanceof Map<?, ?>;
  }

  private static List<Object> inOrder(Map<?, ?> values, Map<String, Integer> order) {
    List<Object> ordered = new ArrayList<>();
    values.entrySet().stream()
        .sorted(Comparator.comparing(each -> order.getOrDefault(each.getKey(), Integer.MAX_VALUE)))
        .forEach(each -> ordered.add(each.getValue()));
    return ordered;
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
