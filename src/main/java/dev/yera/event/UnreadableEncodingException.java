package dev.yera.event;

/** A file is in an encoding that is not read here. The message is for its author. */
public final class UnreadableEncodingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnreadableEncodingException(String encoding) {
    super("it is %s: save it as UTF-8".formatted(encoding));
  }
}
