package dev.yera.app;

/**
 * The app called {@code exit} or {@code quit}. An {@code Error} for the same reason as {@link
 * AppStopped}.
 */
final class AppExit extends Error {
  private static final long serialVersionUID = 1L;

  AppExit(String reason) {
    super(reason, null, false, false);
  }
}
