package dev.yera.app;

/** A block does not fit the line of one event. The message has the limit. */
public final class EventTooLargeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  EventTooLargeException(String message) {
    super(message);
  }
}
