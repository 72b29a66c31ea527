package dev.yera.store;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;

/** A server that agrees with itself. */
public final class MemoryAgreed implements Agreed {
  private final ShareBook shares;
  private final LogoutBook logouts;

  /**
   * With nothing yet.
   *
   * @param known whether there is a session of this id
   */
  public MemoryAgreed(Clock clock, Predicate<String> known) {
    shares = new MemoryShares(clock, known);
    logouts = new MemoryLogouts(clock);
  }

  @Override
  public ShareBook shares() {
    return shares;
  }

  @Override
  public LogoutBook logouts() {
    return logouts;
  }

  @Override
  public Optional<OnceForAll> once() {
    return Optional.empty();
  }
}
