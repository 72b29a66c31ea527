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
  private final LongAdder read = new LongAdder();

  /** Adds to a series; one without labels stands for all of its name together. */
  void add(String series, long more) {
    counts.computeIfAbsent(series, s -> new LongAdder()).add(more);
  }

  /** Adds to what viewers read. */
  void read(long bytes) {
    read.add(bytes);
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
    // What is written to a stream just when its viewer leaves is read by nobody.
    double written = told.sum("yera_delivery_bytes_total");
    promises.promise(
        "yera_delivery_bytes_total",
        Promises.count(Math.round(written)),
        "at least the %s that were read".formatted(Promises.count(read.sum())),
        written >= read.sum());
  }
}
