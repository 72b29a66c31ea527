package dev.yera.store;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;

/** A server that agrees with itself. What it noted of who did what is not in memory. */
public final class MemoryAgreed implements Agreed {
  private final ShareBook shares;
  private final LogoutBook logouts;
  private final AuditBook audit;

  /**
   * With nothing yet.
   *
   * @param known whether there is a session of this id
   * @param audit where it is noted who did what
   */
  public MemoryAgreed(Clock clock, Predicate<String> known, AuditBook audit) {
    this.audit = audit;
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
  public AuditBook audit() {
    return audit;
  }

  @Override
  public Optional<OnceForAll> once() {
    return Optional.empty();
  }
}
