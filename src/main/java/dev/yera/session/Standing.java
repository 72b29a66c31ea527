package dev.yera.session;

import dev.yera.catalog.AppId;
import dev.yera.sandbox.Meter;
import dev.yera.sandbox.Use;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How the sessions of a server stand at a moment.
 *
 * @param sessions those that have not ended, by app and status
 * @param unstored events that the store does not have yet
 * @param storeTrouble for how long the store could not take what a session said; of several
 *     sessions the longest
 * @param use what their processes use
 */
public record Standing(
    Map<AppId, Map<SessionStatus, Integer>> sessions,
    long unstored,
    Duration storeTrouble,
    Use use) {
  private static final Logger LOG = Logger.getLogger(Standing.class.getName());

  /** Of these sessions; looks at each of them, and at no file of theirs. */
  static Standing of(Collection<Session> sessions, Meter meter) {
    Map<AppId, Map<SessionStatus, Integer>> counts = new HashMap<>();
    long unstored = 0;
    long trouble = 0;
    for (Session each : sessions) {
      SessionStatus status = each.status();
      if (!status.isEnded()) {
        counts
            .computeIfAbsent(each.app().id(), id -> new EnumMap<>(SessionStatus.class))
            .merge(status, 1, Integer::sum);
      }
      each.addToMeasures();
      unstored += each.unstored();
      trouble = Math.max(trouble, each.storeTroubleNanos());
    }
    return new Standing(counts, unstored, Duration.ofNanos(trouble), use(meter));
  }

  private static Use use(Meter meter) {
    try {
      return meter.use();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "What sessions use cannot be measured", e);
      return new Use(0, 0, Duration.ZERO);
    }
  }
}
