package dev.yera.app;

/**
 * A piece of an app that stands inside something: a layout, an action. Whatever it throws passes
 * through, checked exceptions too.
 *
 * @param <X> what it throws
 */
@FunctionalInterface
public interface Work<X extends Exception> {
  /** Does it. */
  void run() throws X;

  /**
   * A piece of an app that gives something back.
   *
   * @param <T> what it gives
   * @param <X> what it throws
   */
  @FunctionalInterface
  interface Giving<T, X extends Exception> {
    /** Does it. */
    T call() throws X;
  }

  /**
   * A piece of an app that tells how far it is.
   *
   * @param <X> what it throws
   */
  @FunctionalInterface
  interface Telling<X extends Exception> {
    /** Does it. */
    void run(Progress progress) throws X;
  }
}
