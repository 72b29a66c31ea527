package dev.yera.app;

/**
 * A part of an app inside a layout or an action. Its exceptions pass through, checked ones too.
 *
 * @param <X> the exception it may throw
 */
@FunctionalInterface
public interface Work<X extends Exception> {
  /** Runs the part. */
  void run() throws X;

  /**
   * A part of an app that returns a result.
   *
   * @param <T> the type of the result
   * @param <X> the exception it may throw
   */
  @FunctionalInterface
  interface Giving<T, X extends Exception> {
    /** Runs the part. */
    T call() throws X;
  }

  /**
   * A part of an app that reports its progress.
   *
   * @param <X> the exception it may throw
   */
  @FunctionalInterface
  interface Telling<X extends Exception> {
    /** Runs the part. */
    void run(Progress progress) throws X;
  }
}
