package dev.yera.store;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
      int from = slice.offset();
      Said.each(slice.bytes(), from, from + slice.length(), value -> search(value, missing));
    }
    return missing.isEmpty();
  }

  private static void search(Object value, Set<String> missing) {
    if (value instanceof String text) {
      String here = folded(text);
      missing.removeIf(here::contains);
    } else {
      missing.remove(value.toString());
    }
  }
}
