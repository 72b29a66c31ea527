package dev.yera.session;

/**
 * Proof that a session's lock is held. A part of a session asks for it wherever it reads or changes
 * what the lock guards. A session has one, in a field that Error Prone lets nobody read without the
 * lock ({@code @GuardedBy}), so whoever can give it holds the lock.
 */
final class Held {
  /** For the session itself, and for a test of a part that has no session. */
  Held() {}
}
