package dev.yera.store;

import java.util.Optional;

/**
 * What all servers on one store agree on besides sessions. Where a store has one server only, it is
 * in the memory of that. Thread-safe.
 */
public interface Agreed {
  /** Who is let into a session by a token. */
  ShareBook shares();

  /** Which logins were ended before their time. */
  LogoutBook logouts();

  /** Who did what. */
  AuditBook audit();

  /** What is done once; empty if there is one server only, which sees to that itself. */
  Optional<OnceForAll> once();
}
