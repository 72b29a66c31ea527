package dev.yera.bench.nodes;

import java.util.List;

/**
 * How much is measured.
 *
 * @param warmUp answers of each kind that do not count
 * @param answers of each kind that do
 * @param pieces in a burst
 * @param bursts of each kind
 * @param sessions how many are open, in turn
 * @param mostSessions that one node has to hold
 * @param mostViewers that one node has to hold
 * @param jvm options of the servers
 */
record Scale(
    int warmUp,
    int answers,
    int pieces,
    int bursts,
    List<Integer> sessions,
    int mostSessions,
    int mostViewers,
    List<String> jvm) {
  static final Scale QUICK =
      new Scale(500, 1_000, 20_000, 3, List.of(10, 100), 200, 1_000, List.of("-Xmx512m"));
  static final Scale WHOLE =
      new Scale(
          4_000, 8_000, 50_000, 7, List.of(10, 100, 1_000), 2_000, 10_000, List.of("-Xmx768m"));
}
