package dev.yera.bench.compare;

import java.util.List;

/**
 * How much is measured.
 *
 * @param runs of each row
 * @param starts sessions that a run starts, one after the other; a quarter where each takes long
 * @param answers answers in a run; a twentieth where each takes long
 * @param pieces of a burst to one viewer
 * @param deliveries of a burst to many viewers
 * @param sessions steps of the picture
 * @param viewers steps of the picture
 * @param warmUpSeconds how long a server of ours serves before it is measured, with each kind of
 *     request; four times as long with answers
 */
record Scale(
    int runs,
    int starts,
    int answers,
    int pieces,
    int deliveries,
    List<Integer> sessions,
    List<Integer> viewers,
    int warmUpSeconds) {
  /** Nothing is asked of a server so often as to take an answer. */
  private static final int ANSWERS_SHARE = 4;

  /** For development: says whether it works, and roughly how fast. */
  static final Scale QUICK = new Scale(1, 8, 1000, 200_000, 500_000, List.of(20), List.of(1000), 3);

  /** What the page shows. */
  static final Scale WHOLE =
      new Scale(
          5,
          16,
          2000,
          500_000,
          1_500_000,
          List.of(1, 10, 50, 100, 200),
          List.of(1, 10, 100, 300, 1000),
          12);

  /** How long it serves with answers. */
  int answerSeconds() {
    return ANSWERS_SHARE * warmUpSeconds;
  }

  /** The most sessions that are open at once. */
  int mostSessions() {
    return sessions.get(sessions.size() - 1);
  }

  /** The most viewers that are there at once. */
  int mostViewers() {
    return viewers.get(viewers.size() - 1);
  }
}
