package dev.yera.identity;

/** Somebody is not logged in, or not any more; the message is for the log. */
final class RefusedLoginException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedLoginException(String message) {
    super(message);
  }

  RefusedLoginException(String message, Throwable cause) {
    super(message, cause);
  }
}
