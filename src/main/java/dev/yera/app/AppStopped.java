package dev.yera.app;

/**
 * The app has to end because nobody wants it any more. An {@code Error}, so that an app that
 * catches its own exceptions does not catch this; its {@code finally} blocks run.
 */
public final class AppStopped extends Error {
  private static final long serialVersionUID = 1L;

  /** Without a stack trace: it is not a fault of the code it passes. */
  public AppStopped(String reason) {
    super(reason, null, false, false);
  }
}
