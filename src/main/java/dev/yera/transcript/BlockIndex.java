package dev.yera.transcript;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which events of a log are of which block: ranges of numbers, as the chunks of a block mostly come
 * one after the other.
 */
final class BlockIndex {
  private final Map<String, long[]> blocks = new HashMap<>();

  /** Takes the next event. */
  void add(LoggedEvent event) {
    blocks.merge(
        event.blockId(),
        new long[] {event.id(), event.id()},
        (ranges, next) -> joined(ranges, next[0]));
  }

  private static long[] joined(long[] ranges, long id) {
    if (ranges[ranges.length - 1] == id - 1) {
      ranges[ranges.length - 1] = id;
      return ranges;
    }
    long[] longer = Arrays.copyOf(ranges, ranges.length + 2);
    longer[ranges.length] = id;
    longer[ranges.length + 1] = id;
    return longer;
  }

  boolean isFirst(LoggedEvent event) {
    return events(event)[0] == event.id();
  }

  /** The events of this one's block: first and last number of each range. */
  long[] events(LoggedEvent event) {
    return blocks.get(event.blockId());
  }
}
