package dev.yera.app;

/**
 * A user asked the app to give up what it does (contract, section 10). Thrown by the next call of
 * {@link Yera} on the app's own thread, or the one that waits. An app that catches it goes on;
 * otherwise it ends with exit code 130.
 */
public final class AppInterrupted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AppInterrupted() {
    super("Interrupted by the user.");
  }
}
