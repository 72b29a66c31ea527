package dev.yera.session.limit;

import dev.yera.store.OwnerLimit;

/**
 * The limits of owners and visitors over all servers on one store, which counts what is there.
 *
 * @param slots of this server: it refuses in the same words
 */
public record LimitOverServers(Slots slots) implements OwnerLimit {
  @Override
  public int most(String owner) {
    return slots.mostOf(Owner.of(owner));
  }

  @Override
  public LimitExceededException exceeded(String owner) {
    return slots.ownerIsFull(Owner.of(owner));
  }
}
