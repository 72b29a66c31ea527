package dev.yera.file;

import jakarta.ejb.ApplicationException;

/** A file, or the files of a session together, would be larger than they may be. */
@ApplicationException
public final class FileTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String limit;
  private final long value;

  FileTooLargeException(String sentence, String limit, long value) {
    super("%s %d bytes (%s).".formatted(sentence, value, limit));
    this.limit = limit;
    this.value = value;
  }

  /** The key of the setting. */
  public String limit() {
    return limit;
  }

  /** Its value in bytes. */
  public long value() {
    return value;
  }
}
