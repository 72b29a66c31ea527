package dev.yera.bench;

import java.io.IOException;

/** The server answered a stream's request with a status that opens none. */
public final class RefusedStreamException extends IOException {
  private final int status;

  RefusedStreamException(int status) {
    super("A stream was refused with status " + status);
    this.status = status;
  }

  /** The status. */
  public int status() {
    return status;
  }
}
