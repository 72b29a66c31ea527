package dev.yera.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Logins that were ended before their time. What is ended on a server is ended on all within a
 * second. They are kept for 30 days: longer than providers let a login be renewed that they have
 * ended. Thread-safe.
 */
public interface LogoutBook {
  /**
   * Ends something; here at once.
   *
   * @param what whatever those who ask call it
   * @param at when; of several times the last one counts
   * @throws StoreException if the other servers cannot be told now; then they are when they can be
   */
  void add(String what, Instant at);

  /** When it was ended, if it was: from memory, for who asks often. */
  Optional<Instant> at(String what);
}
