package dev.yera.session;

/**
 * Proof that a session's lock is held. The parts of a session require it wherever they read or
 * change guarded state. Its lock ({@link SessionLock}) keeps one in a field that Error Prone allows
 * to be read only with the lock ({@code @GuardedBy}), so a caller that passes it holds the lock.
 */
final class Held {
  /** For the lock itself, and for a test of a part that has no session. */
  Held() {}
}
