package dev.yera.app;

/** Something was shown or asked where no app is running. */
public final class OutsideAppException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  OutsideAppException(String message) {
    super(message);
  }
}
