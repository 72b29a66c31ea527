package dev.yera.store;

import java.io.IOException;

/** Something that was stored is not what its key has sealed. */
final class BadSealException extends IOException {
  private static final long serialVersionUID = 1L;

  BadSealException() {
    super("it was sealed with another key, or has been changed");
  }
}
