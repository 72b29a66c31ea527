package dev.yera.session.limit;

import dev.yera.settings.SessionSettings;
import dev.yera.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The slots for sessions of this server. A slot is taken before any other part of a session is
 * created, and given back when the session has no process left. What somebody has on other servers
 * of the same store is counted there. Thread-safe.
 */
public final class Slots {
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final int most;
  private final int mostPerUser;
  private final int mostPerVisitor;
  private final Map<Owner, Integer> byOwner = new HashMap<>();
  private int taken;

  /** The slots that these settings allow. */
  public Slots(Settings settings) {
    most = settings.get(SessionSettings.SESSIONS_MAX);
    mostPerUser = settings.get(SessionSettings.SESSIONS_MAX_PER_OWNER);
    mostPerVisitor = settings.get(SessionSettings.SESSIONS_MAX_PER_VISITOR);
  }

  /**
   * Takes a slot.
   *
   * @throws LimitExceededException if there is none; nothing is taken then
   */
  public synchronized void take(Owner owner) {
    if (taken >= most) {
      throw new LimitExceededException(
          LimitExceededException.What.SERVER_SESSIONS,
          SessionSettings.SESSIONS_MAX.key(),
          most,
          "The server has reached its limit of sessions. Try again later.",
          RETRY);
    }
    if (!owner.equals(Owner.NOBODY) && byOwner.getOrDefault(owner, 0) >= mostOf(owner)) {
      throw ownerIsFull(owner);
    }
    taken++;
    byOwner.merge(owner, 1, Integer::sum);
  }

  /** How many somebody may have; the same on all servers that have a store in common. */
  public int mostOf(Owner owner) {
    return owner.isUser() ? mostPerUser : mostPerVisitor;
  }

  /** That they have as many. */
  public LimitExceededException ownerIsFull(Owner owner) {
    return new LimitExceededException(
        LimitExceededException.What.OWNER_SESSIONS,
        (owner.isUser()
                ? SessionSettings.SESSIONS_MAX_PER_OWNER
                : SessionSettings.SESSIONS_MAX_PER_VISITOR)
            .key(),
        mostOf(owner),
        "You have as many sessions as you may have.",
        RETRY);
  }

  /** Takes a slot for a session that had one under a server before this one, free or not. */
  public synchronized void takeAgain(Owner owner) {
    taken++;
    byOwner.merge(owner, 1, Integer::sum);
  }

  /** How many are taken. */
  public synchronized int taken() {
    return taken;
  }

  /** Gives back a place that was taken for this owner. */
  public synchronized void giveBack(Owner owner) {
    taken--;
    byOwner.computeIfPresent(owner, (who, count) -> count == 1 ? null : count - 1);
  }
}
