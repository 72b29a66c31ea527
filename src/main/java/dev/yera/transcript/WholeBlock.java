package dev.yera.transcript;

import dev.yera.event.ConsoleLines;
import dev.yera.event.block.BlockType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A block as it is in the end, read from its events when it is asked for. */
final class WholeBlock {
  private final LoggedEvent first;
  private final long[] ranges;
  private final LogReading log;
  private final Optional<String> leftOpen;

  /**
   * Of its events.
   *
   * @param ranges first and last number of each range of them
   * @param leftOpen what is said of a step that goes on; empty if it may
   */
  WholeBlock(LoggedEvent first, long[] ranges, LogReading log, Optional<String> leftOpen) {
    this.first = first;
    this.ranges = ranges;
    this.log = log;
    this.leftOpen = leftOpen;
  }

  /** Takes pieces of a text, row after row of a table, message after message. */
  interface Sink<T> {
    void take(T piece) throws IOException;
  }

  LoggedEvent first() {
    return first;
  }

  boolean is(BlockType type) {
    return first.is(type);
  }

  /** Whether each chunk is added to the text before. */
  boolean isText() {
    return is(BlockType.MARKDOWN) || is(BlockType.CODE) || isConsole();
  }

  /** Whether a program wrote it for a console. */
  private boolean isConsole() {
    return is(BlockType.TEXT) || is(BlockType.TERMINAL);
  }

  /** Whether it is what a console program wrote to its standard error. */
  boolean isErrorOutput() {
    return is(BlockType.TEXT) && "stderr".equals(first.data().get("stream"));
  }

  private void events(EventSink sink) throws IOException {
    if (ranges[0] == ranges[ranges.length - 1]) {
      sink.take(first);
      return;
    }
    log.read(ranges, sink);
  }

  private void chunks(EventSink sink) throws IOException {
    events(
        event -> {
          if (!event.is(BlockType.ANSWER) && !event.is(BlockType.FEEDBACK)) {
            sink.take(event);
          }
        });
  }

  List<GivenAnswer> answers() throws IOException {
    List<GivenAnswer> answers = new ArrayList<>();
    events(
        event -> {
          if (event.is(BlockType.ANSWER)) {
            answers.add(GivenAnswer.of(event));
          }
        });
    return isTyped() ? GivenAnswer.joined(answers) : answers;
  }

  /** What users thought of it at last; empty if nothing. */
  Optional<LoggedEvent> feedback() throws IOException {
    LoggedEvent[] last = {null};
    events(
        event -> {
          if (event.is(BlockType.FEEDBACK)) {
            last[0] = event;
          }
        });
    return Optional.ofNullable(last[0])
        .filter(each -> each.data().get("rating") != null || each.data().get("comment") != null);
  }

  /** Whether each answer is some keys that were typed on a terminal (contract, section 4). */
  private boolean isTyped() {
    return is(BlockType.TEXT_INPUT)
        && Boolean.TRUE.equals(first.data().get("terminal"))
        && "keys".equals(first.data().get("input"));
  }

  /** The text of all chunks; of a console program what results on its lines. */
  void content(Sink<String> sink) throws IOException {
    if (isConsole()) {
      List<String> finished = new ArrayList<>();
      ConsoleLines lines = new ConsoleLines(finished::add);
      chunks(
          event -> {
            lines.take(PlainText.of(event.data().get("content")));
            give(finished, sink);
          });
      lines.end();
      give(finished, sink);
    } else {
      chunks(event -> sink.take(PlainText.of(event.data().get("content"))));
    }
  }

  private static void give(List<String> finished, Sink<String> sink) throws IOException {
    for (String line : finished) {
      sink.take(line);
    }
    finished.clear();
  }

  /** The data of the newest chunk, which replaces those before; settled, if all is over. */
  Map<?, ?> newest() throws IOException {
    LoggedEvent[] newest = {first};
    chunks(event -> newest[0] = event);
    Map<?, ?> data = newest[0].data();
    if (leftOpen.isEmpty()) {
      return data;
    }
    if (is(BlockType.FORM)) {
      return with(data, answers().isEmpty() ? "closed" : "answered");
    }
    boolean isStep = is(BlockType.ACTION) || is(BlockType.SPINNER) || is(BlockType.PROGRESS);
    return isStep && "active".equals(data.get("status")) ? with(data, leftOpen.get()) : data;
  }

  private static Map<?, ?> with(Map<?, ?> data, String status) {
    Map<Object, Object> settled = new LinkedHashMap<>(data);
    settled.put("status", status);
    return settled;
  }

  /** The messages of its chunks; a chunk without one changes only the status. */
  void messages(Sink<String> sink) throws IOException {
    chunks(
        event -> {
          if (event.data().get("message") instanceof String message) {
            sink.take(message);
          }
        });
  }

  /** The rows of a table; a chunk that does not add to it replaces it. */
  void rows(Sink<List<?>> sink) throws IOException {
    long begin = table().id();
    chunks(
        event -> {
          if (event.id() >= begin && event.data().get("rows") instanceof List<?> rows) {
            for (Object row : rows) {
              sink.take(row instanceof List<?> cells ? cells : List.of());
            }
          }
        });
  }

  /** The event that a table begins with. */
  LoggedEvent table() throws IOException {
    LoggedEvent[] begin = {first};
    chunks(
        event -> {
          if (!Objects.equals(event.data().get("append"), true)) {
            begin[0] = event;
          }
        });
    return begin[0];
  }

  /** How many columns a table needs: some rows may be longer than the headings. */
  int width(List<?> columns) throws IOException {
    int[] width = {columns.size()};
    rows(row -> width[0] = Math.max(width[0], row.size()));
    return width[0];
  }
}
