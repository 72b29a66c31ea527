package dev.yera.store;

/** The files of a session would be larger together than they may be. */
public final class ShelfFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long most;

  ShelfFullException(long most) {
    super("The files of the session have more than %d bytes together".formatted(most));
    this.most = most;
  }

  /** How many bytes they may have. */
  public long most() {
    return most;
  }

  /**
   * Refuses a file.
   *
   * @param bytes of all files of the session with it
   * @throws ShelfFullException if these are too many
   */
  static void refuseOver(long most, long bytes) {
    if (bytes > most) {
      throw new ShelfFullException(most);
    }
  }
}
