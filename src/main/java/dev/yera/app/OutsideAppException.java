package dev.yera.app;

/** A method of {@link Yera} was called on a thread that runs no app. */
public final class OutsideAppException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  OutsideAppException(String message) {
    super(message);
  }
}
