package dev.yera.rehearsal;

import java.io.IOException;

/** Something was answered with another status than expected. */
final class UnexpectedStatusException extends IOException {
  private static final long serialVersionUID = 1L;

  UnexpectedStatusException(String method, String what, int status) {
    super("%s %s: %d".formatted(method, what, status));
  }
}
