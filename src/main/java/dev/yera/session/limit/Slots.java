package dev.yera.session.limit;

import dev.yera.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The places for sessions. One is taken before anything else of a session is made, and given back
 * when no process of it is left. Thread-safe.
 */
public final class Slots {
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final int most;
  private final int mostPerOwner;
  private final Map<String, Integer> byOwner = new HashMap<>();
  private int taken;

  /** The places that these settings allow. */
  public Slots(Settings settings) {
    most = settings.get(Settings.SESSIONS_MAX);
    mostPerOwner = settings.get(Settings.SESSIONS_MAX_PER_OWNER);
  }

  /**
   * Takes one.
   *
   * @throws LimitExceededException if there is none; nothing is taken then
   */
  public synchronized void take(Optional<String> owner) {
    if (taken >= most) {
      throw new LimitExceededException(
          LimitExceededException.What.SERVER_SESSIONS,
          Settings.SESSIONS_MAX.key(),
          most,
          "The server has as many sessions as it may have.",
          RETRY);
    }
    if (owner.isPresent() && byOwner.getOrDefault(owner.get(), 0) >= mostPerOwner) {
      throw new LimitExceededException(
          LimitExceededException.What.OWNER_SESSIONS,
          Settings.SESSIONS_MAX_PER_OWNER.key(),
          mostPerOwner,
          "You have as many sessions as you may have.",
          RETRY);
    }
    taken++;
    owner.ifPresent(name -> byOwner.merge(name, 1, Integer::sum));
  }

  /** Gives back a place that was taken for this owner. */
  public synchronized void giveBack(Optional<String> owner) {
    taken--;
    owner.ifPresent(
        name -> byOwner.computeIfPresent(name, (n, count) -> count == 1 ? null : count - 1));
  }
}
