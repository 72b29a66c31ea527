package dev.yera.store;

import dev.yera.settings.StoreSync;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Keeps files in a folder for each session. One is written as a draft beside them, and appears by a
 * rename; what was a draft when this process ended is deleted by the next one.
 *
 * <pre>
 * its bytes in pieces; its head; the length of that (4 bytes)
 * </pre>
 */
final class FolderShelf implements FileShelf {
  private static final Logger LOG = Logger.getLogger(FolderShelf.class.getName());
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8,64}");

  private final Function<String, Path> folders;
  private final Path drafts;
  private final StoreSync sync;
  private final Keys keys;

  /** What the files of a session take; without those that have none. */
  private final Map<String, Long> taken = new ConcurrentHashMap<>();

  /** The keys of sessions, which the store has. */
  interface Keys {
    /**
     * The key of a session; empty if it is not sealed.
     *
     * @throws NoSuchFileException if there is no such session
     */
    Optional<SessionKey> of(String session) throws IOException;
  }

  /**
   * An empty one, or that of before.
   *
   * @param folders says where the files of a session are
   * @param drafts is emptied; on the same file system
   * @param before the sessions that have files
   */
  FolderShelf(
      Function<String, Path> folders,
      Path drafts,
      StoreSync sync,
      Keys keys,
      Collection<String> before)
      throws IOException {
    this.folders = folders;
    this.drafts = drafts;
    this.sync = sync;
    this.keys = keys;
    if (Files.isDirectory(drafts)) {
      try (DirectoryStream<Path> left = Files.newDirectoryStream(drafts)) {
        for (Path draft : left) {
          Files.deleteIfExists(draft);
        }
      }
    }
    for (String session : before) {
      long bytes = 0;
      for (Path path : paths(session)) {
        bytes += Files.size(path) + EACH;
      }
      taken.put(session, bytes);
    }
  }

  private FilePieces pieces(String session, String file) throws IOException {
    return new FilePieces(session, file, keys.of(session));
  }

  @Override
  public StoredFile put(String session, Label label, InputStream content, long most)
      throws IOException {
    Path draft = drafts.resolve(session + "." + label.id());
    try {
      FilePieces pieces = pieces(session, label.id());
      StoredFile file;
      PrivateFiles.makeFolder(drafts);
      try (FileChannel channel = PrivateFiles.create(draft)) {
        file =
            pieces.cut(
                label,
                content,
                most - bytes(session),
                (number, piece) -> PrivateFiles.writeAll(channel, ByteBuffer.wrap(piece)));
        byte[] head = pieces.head(file);
        PrivateFiles.writeAll(
            channel, ByteBuffer.allocate(head.length + 4).put(head).putInt(head.length).flip());
        if (sync != StoreSync.NEVER) {
          channel.force(true);
        }
      }
      publish(session, draft, label.id(), most);
      return file;
    } catch (ShelfFullException e) {
      throw new ShelfFullException(most);
    } catch (NoSuchFileException e) {
      throw new StoreException("The session " + session + " was removed", e);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** One after the other: of two that come at once each counts the other. */
  private synchronized void publish(String session, Path draft, String id, long most)
      throws IOException {
    long all = bytes(session) + Files.size(draft) + EACH;
    ShelfFullException.refuseOver(most, all);
    Path folder = folders.apply(session);
    PrivateFiles.makeFolder(folder);
    Files.move(draft, folder.resolve(id), StandardCopyOption.ATOMIC_MOVE);
    taken.put(session, all);
    if (sync == StoreSync.ALWAYS) {
      PrivateFiles.syncFolder(folder);
      PrivateFiles.syncFolder(folder.getParent());
    }
    try {
      var unused = keys.of(session);
    } catch (NoSuchFileException removed) {
      erase(session); // while this one came
      throw removed;
    }
  }

  @Override
  public List<StoredFile> list(String session) {
    List<StoredFile> files = new ArrayList<>();
    for (Path path : paths(session)) {
      find(session, path.getFileName().toString()).ifPresent(files::add);
    }
    return files;
  }

  private List<Path> paths(String session) {
    Path folder = folders.apply(session);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(paths::add);
    } catch (NoSuchFileException removed) {
      LOG.log(Level.FINEST, "The session was removed meanwhile", removed);
    } catch (IOException e) {
      throw new StoreException("The files of session " + session + " cannot be listed", e);
    }
    return paths;
  }

  /** No disk is asked for it. */
  @Override
  public long bytes(String session) {
    return taken.getOrDefault(session, 0L);
  }

  @Override
  public Optional<StoredFile> find(String session, String file) {
    if (!ID.matcher(file).matches()) {
      return Optional.empty();
    }
    Path path = folders.apply(session).resolve(file);
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try (RandomAccessFile kept = new RandomAccessFile(path.toFile(), "r")) {
      kept.seek(Math.max(0, kept.length() - 4));
      int length = kept.readInt();
      if (length < 0 || length > kept.length() - 4) {
        throw new IOException("it has been changed");
      }
      byte[] head = new byte[length];
      kept.seek(kept.length() - 4 - length);
      kept.readFully(head);
      return Optional.of(pieces(session, file).head(head));
    } catch (FileNotFoundException | NoSuchFileException removed) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StoreException("A file of session " + session + " cannot be read", e);
    }
  }

  @Override
  public InputStream open(String session, StoredFile file, long from) throws IOException {
    FilePieces pieces = pieces(session, file.id());
    RandomAccessFile kept =
        new RandomAccessFile(folders.apply(session).resolve(file.id()).toFile(), "r");
    int size = FilePieces.SIZE + pieces.overhead();
    return pieces.joined(
        file.size(),
        from,
        new FilePieces.Keeper() {
          @Override
          public byte[] piece(int number) throws IOException {
            long plain = Math.min(FilePieces.SIZE, file.size() - (long) number * FilePieces.SIZE);
            byte[] piece = new byte[(int) plain + pieces.overhead()];
            kept.seek((long) number * size);
            kept.readFully(piece);
            return piece;
          }

          @Override
          public void close() throws IOException {
            kept.close();
          }
        });
  }

  /** Deletes the files of a session. */
  synchronized void erase(String session) {
    taken.remove(session);
    try {
      PrivateFiles.deleteFolder(folders.apply(session));
    } catch (IOException | UncheckedIOException e) {
      throw new StoreException("The files of session " + session + " cannot be removed", e);
    }
  }
}
