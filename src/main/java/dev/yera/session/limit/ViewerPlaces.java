package dev.yera.session.limit;

import dev.yera.settings.SessionSettings;
import dev.yera.settings.Settings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The server's places for viewers. Thread-safe. */
public final class ViewerPlaces {
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final int most;
  private final AtomicInteger taken = new AtomicInteger();

  /** The places that these settings allow. */
  public ViewerPlaces(Settings settings) {
    most = settings.get(SessionSettings.VIEWERS_MAX);
  }

  /**
   * Takes a place.
   *
   * @throws LimitExceededException if there is none; nothing is taken then
   */
  public void take() {
    int before = taken.getAndUpdate(count -> count < most ? count + 1 : count);
    if (before >= most) {
      throw new LimitExceededException(
          LimitExceededException.What.VIEWERS,
          SessionSettings.VIEWERS_MAX.key(),
          most,
          "The server has reached its limit of viewers. Try again later.",
          RETRY);
    }
  }

  /** How many are taken. */
  public int taken() {
    return taken.get();
  }

  /** Gives back a place. */
  public void giveBack() {
    taken.decrementAndGet();
  }
}
