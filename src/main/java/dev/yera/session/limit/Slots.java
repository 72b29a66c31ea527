package dev.yera.session.limit;

import dev.yera.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The slots for sessions. A slot is taken before any other part of a session is created, and given
 * back when the session has no process left. Thread-safe.
 */
public final class Slots {
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final int most;
  private final int mostPerOwner;
  private final Map<String, Integer> byOwner = new HashMap<>();
  private int taken;

  /** The slots that these settings allow. */
  public Slots(Settings settings) {
    most = settings.get(Settings.SESSIONS_MAX);
    mostPerOwner = settings.get(Settings.SESSIONS_MAX_PER_OWNER);
  }

  /**
   * Takes a slot.
   *
   * @throws LimitExceededException if there is none; nothing is taken then
   */
  public synchronized void take(Optional<String> owner) {
    if (taken >= most) {
      throw new LimitExceededException(
          LimitExceededException.What.SERVER_SESSIONS,
          Settings.SESSIONS_MAX.key(),
          most,
          "The server has reached its limit of sessions. Try again later.",
          RETRY);
    }
    if (owner.isPresent() && byOwner.getOrDefault(owner.get(), 0) >= mostPerOwner) {
      throw new LimitExceededException(
          LimitExceededException.What.OWNER_SESSIONS,
          Settings.SESSIONS_MAX_PER_OWNER.key(),
          mostPerOwner,
          "You have reached your limit of sessions. End one, or try again later.",
          RETRY);
    }
    taken++;
    owner.ifPresent(name -> byOwner.merge(name, 1, Integer::sum));
  }

  /** Gives back a slot of this owner. */
  public synchronized void giveBack(Optional<String> owner) {
    taken--;
    owner.ifPresent(
        name -> byOwner.computeIfPresent(name, (n, count) -> count == 1 ? null : count - 1));
  }
}
