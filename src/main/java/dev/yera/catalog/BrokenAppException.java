package dev.yera.catalog;

import dev.yera.event.reason.Reason;

/** Says why an app is broken; the catalog lists it with its place. */
final class BrokenAppException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Reason reason;
  private final int line;
  private final int column;

  BrokenAppException(Reason reason) {
    this(reason, 0, 0);
  }

  /**
   * At a place of its file.
   *
   * @param line from 1 on; 0 if it is not known
   * @param column likewise
   */
  BrokenAppException(Reason reason, int line, int column) {
    super(reason.toString());
    this.reason = reason;
    this.line = line;
    this.column = column;
  }

  /** The message, for any language. */
  Reason reason() {
    return reason;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }
}
