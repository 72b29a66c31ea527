package dev.yera.bench.load;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * What a client counted of what it did and saw, by the names of the server's metrics. Thread-safe.
 */
final class Tally {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  /** Adds to a series; one without labels stands for all of its name together. */
  void add(String series, long more) {
    counts.computeIfAbsent(series, s -> new LongAdder()).add(more);
  }

  long count(String series) {
    LongAdder count = counts.get(series);
    return count == null ? 0 : count.sum();
  }

  /** Promises that the server has counted the same: each series, and none more of their names. */
  void compare(Scrape told, Promises promises) {
    Set<String> whole =
        counts.keySet().stream().filter(each -> !each.contains("{")).collect(Collectors.toSet());
    Set<String> parted =
        counts.keySet().stream()
            .filter(each -> each.contains("{"))
            .map(Scrape::family)
            .collect(Collectors.toSet());
    Set<String> all = new TreeSet<>(counts.keySet());
    all.addAll(told.series(parted));
    for (String series : all) {
      double value = whole.contains(series) ? told.sum(series) : told.value(series);
      promises.exactly(series, Math.round(value), count(series));
    }
  }
}
