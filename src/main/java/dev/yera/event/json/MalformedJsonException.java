package dev.yera.event.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;

/** The bytes are not exactly one JSON value. The message says what is wrong. */
public final class MalformedJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedJsonException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The line where it was noticed, from 1 on; 0 if it is not known. */
  public int line() {
    TokenStreamLocation location = location();
    return location == null ? 0 : Math.max(0, location.getLineNr());
  }

  /** The column where it was noticed, from 1 on; 0 if it is not known. */
  public int column() {
    TokenStreamLocation location = location();
    return location == null ? 0 : Math.max(0, location.getColumnNr());
  }

  /** Whether it is JSON so far, with a value that is longer or nested deeper than is read here. */
  public boolean isBeyondLimit() {
    return getCause() instanceof StreamConstraintsException;
  }

  private TokenStreamLocation location() {
    return getCause() instanceof JacksonException where ? where.getLocation() : null;
  }
}
