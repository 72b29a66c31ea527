package dev.yera.app;

/**
 * Ends an app whose session is over. An {@code Error}, so an app that catches its own exceptions
 * does not catch it; its {@code finally} blocks run.
 */
public final class AppStopped extends Error {
  private static final long serialVersionUID = 1L;

  /** Has no stack trace, because it is not a fault of the app's code. */
  public AppStopped(String reason) {
    super(reason, null, false, false);
  }
}
