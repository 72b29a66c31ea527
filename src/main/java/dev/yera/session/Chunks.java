package dev.yera.session;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Numbers the chunks of blocks. Remembers only the latest blocks: one without chunks while
 * thousands of others had some begins at 0 again, unless its app numbers its chunks. Not
 * thread-safe.
 */
final class Chunks {
  private static final int REMEMBERED = 10_000;

  private final Map<String, Integer> next =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The block of the last chunk; most chunks follow one of the same block. */
  private String running = "";

  private int runningNext;

  int next(String block) {
    return block.equals(running) ? runningNext : next.getOrDefault(block, 0);
  }

  void seen(String block, int chunk) {
    if (!block.equals(running)) {
      if (!running.isEmpty()) {
        next.put(running, runningNext);
      }
      running = block;
    }
    runningNext = chunk == Integer.MAX_VALUE ? 0 : chunk + 1;
  }
}
