package dev.yera.event.json;

/** The bytes are not exactly one JSON value. The message says what is wrong. */
public final class MalformedJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedJsonException(String message, Throwable cause) {
    super(message, cause);
  }
}
