package dev.yera.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * The one lock of a session. Never held while something is written to a process, spawned or waited
 * for. Parts of the session that take one step with it held get the proof, {@link Held}; those that
 * go several steps, without it in between, get the lock.
 */
final class SessionLock {
  /** The proof that this lock is held. */
  @GuardedBy("this")
  final Held held = new Held();
}
