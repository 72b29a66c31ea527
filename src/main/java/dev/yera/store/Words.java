package dev.yera.store;

import dev.yera.event.SseFrame;
import dev.yera.event.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Searches logs for words. A log has them if each is part of some text in the data of its events,
 * in upper or lower case.
 */
final class Words {
  /** The most bytes of a log that are searched. */
  static final long MOST = 64L * 1024 * 1024;

  private final List<String> wanted;

  private Words(List<String> wanted) {
    this.wanted = wanted;
  }

  /** The words of this query; none if it has none. */
  static Words of(SessionQuery query) {
    return new Words(
        query.words().stream()
            .flatMap(words -> Stream.of(words.strip().split("\\s+")))
            .map(Words::folded)
            .filter(word -> !word.isEmpty())
            .distinct()
            .toList());
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  boolean areIn(EventLog log) {
    Set<String> missing = new HashSet<>(wanted);
    EventLog.Cursor cursor = log.cursorAfter(0);
    long searched = 0;
    while (!missing.isEmpty() && searched < MOST) {
      Slice slice = cursor.next();
      if (slice == null) {
        return false;
      }
      searched += slice.length();
      search(slice, missing);
    }
    return missing.isEmpty();
  }

  private static void search(Slice slice, Set<String> missing) {
    int at = slice.offset();
    int end = at + slice.length();
    while (at < end && !missing.isEmpty()) {
      int next = SseFrame.end(slice.bytes(), at, end);
      Object event = Json.read(SseFrame.payload(slice.bytes(), at, next));
      if (event instanceof Map<?, ?> members) {
        search(members.get("data"), missing);
      }
      at = next;
    }
  }

  private static void search(Object value, Set<String> missing) {
    if (value instanceof String text) {
      String here = folded(text);
      missing.removeIf(here::contains);
    } else if (value instanceof Number number) {
      missing.remove(number.toString());
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(each -> search(each, missing));
    } else if (value instanceof Iterable<?> list) {
      list.forEach(each -> search(each, missing));
    }
  }
}
