package dev.yera.settings;

/** A setting has a value that cannot be used; the deployment stops. The message names the key. */
public final class BadSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * With the message for the operator.
   *
   * @param reason what the parser said, or null; not the cause, because a container may log the
   *     innermost cause only (Payara, measured), and that does not name the key
   */
  public BadSettingException(String message, Throwable reason) {
    super(message);
    if (reason != null) {
      addSuppressed(reason);
    }
  }
}
