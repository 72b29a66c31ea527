package dev.yera.session;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which chunk of a block comes next. Remembers the blocks that spoke last; one that was silent
 * while thousands of others spoke begins at 0 again, if its app does not number its chunks itself.
 * Not thread-safe.
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

  /** The block on which a run of chunks is coming; most chunks follow one of the same block. */
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
