package dev.yera.settings;

/** What apps are kept in (contract, section 7). */
public enum SandboxMode {
  /** The strongest of these that works where the server runs. */
  AUTO,
  /** Nothing. */
  OFF,
  /** Limits of what a session uses. */
  LIMITS,
  /** Limits, and namespaces: a session sees nothing but itself and the system. */
  BUBBLEWRAP
}
