package dev.yera.event.block;

/** A JSON object that is no event. The message says why. */
public final class MalformedEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedEventException(String message) {
    super(message);
  }
}
