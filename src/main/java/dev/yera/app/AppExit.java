package dev.yera.app;

/**
 * The app said {@code exit} or {@code quit}; an {@code Error} for the reason {@link AppStopped} is
 * one.
 */
final class AppExit extends Error {
  private static final long serialVersionUID = 1L;

  AppExit(String reason) {
    super(reason, null, false, false);
  }
}
