package dev.yera.file;

import jakarta.ejb.ApplicationException;

/** A file cannot be copied to where an app could read it, as on a disk that is full. */
@ApplicationException
public final class FileCopyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FileCopyException(Throwable cause) {
    super(
        "The files of the answer cannot be given to the app now: the server has no room for them, or"
            + " cannot write there. Try again later.",
        cause);
  }
}
