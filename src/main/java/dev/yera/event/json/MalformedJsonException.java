package dev.yera.event.json;

/** Bytes that are not the one JSON value they should be. The message says what is wrong. */
public final class MalformedJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedJsonException(String message, Throwable cause) {
    super(message, cause);
  }
}
