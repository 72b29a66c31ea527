package dev.yera.settings;

/** A setting has a value that cannot be used; the deployment stops. The message names the key. */
public final class BadSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** With the message for the operator, and what the parser said. */
  public BadSettingException(String message, Throwable cause) {
    super(message, cause);
  }
}
