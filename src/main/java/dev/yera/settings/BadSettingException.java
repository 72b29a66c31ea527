package dev.yera.settings;

/** A setting has an invalid value, which stops the deployment. The message names the key. */
public final class BadSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Has a message for the operator.
   *
   * @param reason the parser's exception, or null; not the cause, because a container may log only
   *     the innermost cause (Payara, measured), which does not name the key
   */
  public BadSettingException(String message, Throwable reason) {
    super(message);
    if (reason != null) {
      addSuppressed(reason);
    }
  }
}
