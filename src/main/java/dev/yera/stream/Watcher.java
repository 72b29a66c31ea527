package dev.yera.stream;

/**
 * Receives notifications of a session, from any of its threads. Only {@link #isOverdue} is also
 * called while the session holds its lock. Every method returns at once.
 */
public interface Watcher {
  /** The log may have new events or be closed. */
  void wake();

  /** Reports the time; called ten times a second. */
  void tick(long nanoTime);

  /** Ends this stream, because a newer one of the same client replaces it. */
  void replace();

  /**
   * Whether a write has not completed in time; such a viewer is dropped when the limit is reached.
   */
  boolean isOverdue();

  /** Whether this server serves it, and not another one. */
  default boolean isHere() {
    return true;
  }
}
