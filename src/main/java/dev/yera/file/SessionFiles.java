package dev.yera.file;

import dev.yera.event.block.FileType;
import dev.yera.settings.HttpSettings;
import dev.yera.settings.Settings;
import dev.yera.store.FileShelf;
import dev.yera.store.ShelfFullException;
import dev.yera.store.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The files of sessions, within their limits. Thread-safe; each method may wait for a disk or a
 * database, and throws {@link dev.yera.store.StoreException} if that cannot be used.
 */
public final class SessionFiles {
  private final FileShelf shelf;
  private final long largest;
  private final long quota;

  /** Within the limits of these settings. */
  public SessionFiles(Settings settings, FileShelf shelf) {
    this.shelf = shelf;
    largest = settings.get(HttpSettings.FILE_MAX_BYTES);
    quota = settings.get(HttpSettings.FILES_QUOTA);
  }

  /** How large another file of a session may be now. */
  public FileLimit limit(String session) {
    long left = Math.max(0, quota - shelf.bytes(session));
    return left < largest
        ? new FileLimit(left, HttpSettings.FILES_QUOTA.key(), quota)
        : new FileLimit(largest, HttpSettings.FILE_MAX_BYTES.key(), largest);
  }

  /**
   * Stores a file.
   *
   * @param name as its sender writes it, or null
   * @param type likewise
   * @param content is read to its end, and not closed
   * @throws FileTooLargeException if a limit is exceeded; nothing is stored
   * @throws IOException if the content cannot be read; nothing is stored
   */
  public StoredFile add(String session, String name, String type, InputStream content)
      throws IOException {
    String clean = FileName.of(name);
    String id = UUID.randomUUID().toString().replace("-", "");
    FileShelf.Label label = new FileShelf.Label(id, clean, FileType.of(type, clean));
    try {
      return shelf.put(session, label, new Bounded(content), quota);
    } catch (ShelfFullException e) {
      throw tooManyBytes();
    }
  }

  /**
   * Gives a session a file of another one, by the same id.
   *
   * @throws FileTooLargeException if the other's files would have together more than they may
   * @throws IOException if it cannot be read; nothing is stored
   */
  public void copy(String from, StoredFile file, String to) throws IOException {
    try (InputStream content = shelf.open(from, file, 0)) {
      shelf.put(to, new FileShelf.Label(file.id(), file.name(), file.type()), content, quota);
    } catch (ShelfFullException e) {
      throw tooManyBytes();
    }
  }

  private FileTooLargeException tooManyBytes() {
    return new FileTooLargeException(
        "The files of the session have together more than", HttpSettings.FILES_QUOTA.key(), quota);
  }

  /** A file of a session. */
  public Optional<StoredFile> find(String session, String file) {
    return shelf.find(session, file);
  }

  /** The files of a session, in no order. */
  public List<StoredFile> list(String session) {
    return shelf.list(session);
  }

  /**
   * The bytes of a file that was found.
   *
   * @param from the first of them
   * @throws IOException if they cannot be had
   */
  public InputStream open(String session, StoredFile file, long from) throws IOException {
    return shelf.open(session, file, from);
  }

  /** Counts what is read. */
  private final class Bounded extends InputStream {
    private final InputStream content;
    private long read;

    Bounded(InputStream content) {
      this.content = content;
    }

    private int count(int n) {
      read += Math.max(0, n);
      if (read > largest) {
        throw new FileTooLargeException(
            "The file has more than", HttpSettings.FILE_MAX_BYTES.key(), largest);
      }
      return n;
    }

    @Override
    public int read() throws IOException {
      int one = content.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      return count(content.read(to, offset, length));
    }
  }
}
