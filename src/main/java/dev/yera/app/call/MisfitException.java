package dev.yera.app.call;

import dev.yera.event.reason.Reason;

/** A value that is not of the type of its parameter. */
public final class MisfitException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient Reason reason;

  MisfitException(Reason reason) {
    super(reason.toString());
    this.reason = reason;
  }

  /** The message, for any language. */
  public Reason reason() {
    return reason;
  }
}
