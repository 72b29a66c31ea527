package dev.yera.stream;

/**
 * What a session tells a viewer, from any of its threads. {@link #isOverdue} is also asked while
 * the session holds its lock; the others never are. Every method returns at once.
 */
public interface Watcher {
  /** There may be more in the log, or it is over. */
  void wake();

  /** Some time has passed; called ten times a second. */
  void tick(long nanoTime);

  /** A newer stream of the same client took this one's place: end it. */
  void replace();

  /** Whether a write of it has not completed in time; such a one gives way at the limit. */
  boolean isOverdue();
}
