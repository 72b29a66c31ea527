package dev.yera.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who of several servers lives. A row decides, by the clock of the database; servers never vote
 * (contract, section 9). Thread-safe.
 *
 * <p>Every method throws {@link StoreException} if the database cannot be asked; whether it did
 * what it was asked is unknown then.
 */
public interface NodeTable extends AutoCloseable {
  /**
   * Enters a node that was not there, with a lease that begins now.
   *
   * @return the time by the clock of the database
   */
  Instant enter(String id, String address, String version, Duration lease);

  /**
   * Renews the lease of a node, and tells the others of it.
   *
   * @return the time by the clock of the database; empty if it was declared dead, or is not there:
   *     its sessions are not its own any more
   */
  Optional<Instant> renew(String id, Node.Report report);

  /** All nodes, the dead too while they are remembered, oldest first. */
  List<Node> all();

  /**
   * Declares those dead that did not renew their lease for a third longer than it lasts, and
   * forgets those that have been dead for a day.
   *
   * @return how many died now
   */
  int bury();

  /** Forgets a node that has ended. */
  void leave(String id);

  @Override
  void close();
}
