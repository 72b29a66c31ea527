package dev.yera.event;

import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;

/** A file is in an encoding that is not read here. The message is for its author. */
public final class UnreadableEncodingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient Reason reason;

  /**
   * What it is in.
   *
   * @param encoding its name, or a reason that says it
   */
  UnreadableEncodingException(Object encoding) {
    this(ReasonKey.ENCODING.with(encoding));
  }

  private UnreadableEncodingException(Reason reason) {
    super(reason.toString());
    this.reason = reason;
  }

  /** The message, for any language. */
  public Reason reason() {
    return reason;
  }
}
