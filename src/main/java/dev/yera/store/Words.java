package dev.yera.store;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Searches logs for the words of one request. A log has them if each is part of some text in the
 * data of its events, in upper or lower case. There is no index: a request reads logs, so there is
 * a bound to how much (contract, section 8). For one thread.
 */
final class Words {
  /** The most bytes of a log that are searched. */
  static final long MOST = 64L * 1024 * 1024;

  /** The bytes after which a request has searched enough; about 50 ms (measured). */
  static final long ENOUGH = 8L * 1024 * 1024;

  /** What a log counts at least, because it has to be opened; so 256 small ones are enough. */
  static final long LEAST = 32L * 1024;

  private final List<String> wanted;
  private long searched;

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

  /** Whether there is nothing to search for. */
  boolean areNone() {
    return wanted.isEmpty();
  }

  /** Whether the request has searched so much that its answer should say how to go on. */
  boolean isEnough() {
    return searched >= ENOUGH;
  }

  boolean areIn(EventLog.Cursor log) {
    Set<String> missing = new HashSet<>(wanted);
    long here = 0;
    while (!missing.isEmpty() && here < MOST) {
      Slice slice = log.next();
      if (slice == null) {
        break;
      }
      here += slice.length();
      int from = slice.offset();
      Said.each(slice.bytes(), from, from + slice.length(), value -> search(value, missing));
    }
    searched += Math.max(LEAST, here);
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
