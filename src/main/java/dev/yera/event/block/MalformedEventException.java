package dev.yera.event.block;

/** A JSON object is not an event. The message says why. */
public final class MalformedEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedEventException(String message) {
    super(message);
  }
}
