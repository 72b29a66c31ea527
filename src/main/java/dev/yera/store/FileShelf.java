package dev.yera.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the files of sessions (contract, section 10): each is there whole or not at all, does not
 * change, and goes with its session. No file is whole in memory. Thread-safe; each method may wait
 * for a disk or a database, so none is called under a session's lock.
 *
 * <p>Every method throws {@link StoreException} if the store cannot be used.
 */
public interface FileShelf {
  /** What each file counts besides its bytes, so that there is an end of empty ones, too. */
  int EACH = 1024;

  /** What a file is called before it is there. */
  record Label(String id, String name, String type) {}

  /**
   * Stores a file; it survives what the log of its session survives.
   *
   * @param content is read to its end, and not closed
   * @param most bytes that the files of the session may have together
   * @throws ShelfFullException if they would have more; nothing is stored
   * @throws IOException if the content cannot be read; nothing is stored
   */
  StoredFile put(String session, Label label, InputStream content, long most) throws IOException;

  /** The files of a session, in no order. */
  List<StoredFile> list(String session);

  /** A file of a session. */
  Optional<StoredFile> find(String session, String file);

  /** How many bytes the files of a session take together; each some more than it has. */
  long bytes(String session);

  /**
   * The bytes of a file that is there.
   *
   * @param from the first of them
   * @throws IOException if it cannot be opened; reading it throws it, too, if it was removed
   */
  InputStream open(String session, StoredFile file, long from) throws IOException;
}
