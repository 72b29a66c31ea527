package dev.yera.session;

import dev.yera.event.EventLine;
import dev.yera.event.block.BlockType;
import dev.yera.event.json.Json;
import dev.yera.session.question.PastAnswer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answers of another session, which this one is given again, one after the other, until one
 * does not fit; the one after them becomes what its question begins with. Guarded by the lock of
 * its session.
 */
final class Replay {
  /** As JSON, in bytes: as much as one request may bring. What is more is asked for again. */
  static final int MOST_BYTES = 1024 * 1024;

  /** What a question calls the answer that it begins with. */
  private static final Map<Object, String> DEFAULT_OF =
      Map.of(
          BlockType.TEXT_INPUT.wireName(), "default_value",
          BlockType.NUMBER_INPUT.wireName(), "default_value",
          BlockType.BUTTONS.wireName(), "default_value",
          BlockType.SELECT.wireName(), "default_value",
          BlockType.CHECKBOX.wireName(), "default_value",
          BlockType.SLIDER.wireName(), "default_value",
          BlockType.DATE_PICKER.wireName(), "default_date",
          BlockType.FILE_INPUT.wireName(), "default_value",
          BlockType.CHAT_INPUT.wireName(), "default_value");

  static final String SECRET =
      "A secret is asked for, which is not kept: from here on the earlier answers are not repeated.";
  static final String OTHER =
      "The earlier answer does not fit this question: from here on they are not repeated.";
  static final String LARGE =
      "The earlier answers are too large to be repeated all: please go on from here.";

  private static final String FILES = BlockType.FILE_INPUT.wireName();
  private static final String CHAT = BlockType.CHAT_INPUT.wireName();
  private static final String FORM = BlockType.FORM.wireName();
  private static final String ANSWERS = "answers";
  private static final String NEXT = "next";
  private static final String SHORTENED = "shortened";

  private final Deque<PastAnswer> answers = new ArrayDeque<>();
  private final Deque<Optional<Object>> suggestions = new ArrayDeque<>();
  private final String suggestedType;
  private boolean shortened;
  private volatile boolean on;

  private Replay(List<PastAnswer> answers, Optional<PastAnswer> next, boolean shortened) {
    this.answers.addAll(answers);
    this.shortened = shortened;
    this.on = !answers.isEmpty();
    suggestedType = next.map(PastAnswer::blockType).orElse("");
    next.filter(each -> each.value() != null && !shortened)
        .ifPresent(
            each -> {
              if (suggestedType.equals(FORM)) {
                each.fields()
                    .forEach(value -> suggestions.add(Optional.ofNullable((Object) value)));
              } else {
                suggestions.add(Optional.of(each.value()));
              }
            });
  }

  /** What is stored of a session that is given these answers. */
  static Map<String, Object> stored(List<PastAnswer> answers, Optional<PastAnswer> next) {
    List<Object> kept = new ArrayList<>();
    int bytes = 0;
    for (PastAnswer each : answers) {
      bytes += Json.bytes(each.members()).length;
      if (bytes > MOST_BYTES) {
        break;
      }
      kept.add(each.members());
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(ANSWERS, kept);
    members.put(
        NEXT,
        next.map(PastAnswer::members)
            .filter(each -> Json.bytes(each).length <= MOST_BYTES)
            .orElse(null));
    members.put(SHORTENED, kept.size() < answers.size());
    return members;
  }

  /** What {@link #stored} wrote; null for nothing. */
  static Replay of(Object stored) {
    if (!(stored instanceof Map<?, ?> members)) {
      return new Replay(List.of(), Optional.empty(), false);
    }
    List<PastAnswer> answers = new ArrayList<>();
    ((List<?>) members.get(ANSWERS)).forEach(each -> answers.add(PastAnswer.of(each)));
    return new Replay(
        answers,
        Optional.ofNullable(members.get(NEXT)).map(PastAnswer::of),
        (Boolean) members.get(SHORTENED));
  }

  /** Whether there are answers left to give. Needs no lock. */
  boolean isOn() {
    return on;
  }

  /** The next answer; {@link #given} or {@link #stop} has to follow. */
  PastAnswer next(Held held) {
    return answers.element();
  }

  /** The next answer was given. */
  void given(Held held) {
    answers.remove();
    on = !answers.isEmpty();
  }

  /** Whether all were given, and there were more than could be kept; once. */
  boolean isCutShort(Held held) {
    boolean is = shortened && !on;
    shortened &= on;
    return is;
  }

  /** No other is given. */
  void stop(Held held) {
    answers.clear();
    suggestions.clear();
    shortened = false;
    on = false;
  }

  /** The question after the last answer begins with what was answered before. */
  EventLine.Partial suggest(Held held, EventLine.Partial line) {
    Object type = line.members().get("block_type");
    if (on || suggestions.isEmpty() || type == null || !DEFAULT_OF.containsKey(type)) {
      return line;
    }
    if (!suggestedType.equals(FORM) && !suggestedType.equals(type)) {
      suggestions.clear();
      return line;
    }
    Object value = suggestions.remove().orElse(null);
    if (value == null || type.equals(FILES)) {
      return line; // a file is shown by more than its id
    }
    if (type.equals(CHAT) && value instanceof Map<?, ?> message) {
      value = Map.of("text", message.get("text"));
    }
    Map<String, Object> data = new LinkedHashMap<>();
    if (line.members().get("data") instanceof Map<?, ?> written) {
      written.forEach((name, each) -> data.put((String) name, each));
    }
    data.put(DEFAULT_OF.get(type), value);
    Map<String, Object> members = new LinkedHashMap<>(line.members());
    members.put("data", data);
    return new EventLine.Partial(members);
  }
}
