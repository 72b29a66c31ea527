package dev.yera.store;

import dev.yera.settings.StoreSync;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/**
 * Keeps sessions in files: for each a small one with its state, replaced as a whole, and one with
 * its frames, which only grows. So nothing has to be recovered after an end of this process but a
 * frame that was being written, and a listing reads the small ones only, once, at the start.
 *
 * <pre>
 * lock                              held by the server that uses the folder
 * sessions/3f/3f6c….json            the state; 3f6c….new while it is being replaced
 * sessions/3f/3f6c….log             the frames, one after the other
 * </pre>
 *
 * <p>With a key file both are sealed; see {@link Sealing}. A log without a state is of a session
 * that was being created or removed: it is deleted.
 */
public final class FileStore implements SessionStore {
  private static final Logger LOG = Logger.getLogger(FileStore.class.getName());
  private static final String STATE = ".json";
  private static final String DRAFT = ".new";
  private static final String FRAMES = ".log";
  private static final int FOLDERS = 256;

  private final Path sessions;
  private final FileChannel lock;
  private final Syncer syncer;
  private final StoreSync sync;
  private final Sealing sealing;
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final SessionIndex index = new SessionIndex();
  private final Trouble trouble = new Trouble();

  /**
   * Opens the store of this folder, which is made if it is missing.
   *
   * @param keyFile seals new sessions
   * @param threads runs one task until the store is closed
   * @throws StoreException if it cannot be used, or another server uses it
   */
  public FileStore(Path folder, StoreSync sync, Optional<KeyFile> keyFile, Executor threads) {
    this.sync = sync;
    sealing = new Sealing(keyFile);
    sessions = folder.resolve("sessions");
    try {
      PrivateFiles.makeFolder(folder);
      lock = lock(folder);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
    try {
      for (int i = 0; i < FOLDERS; i++) {
        PrivateFiles.makeFolder(sessions.resolve("%02x".formatted(i)));
      }
      read();
    } catch (IOException | UncheckedIOException e) {
      unlock();
      throw unusable(folder, e);
    }
    syncer = new Syncer(sync, trouble);
    threads.execute(syncer);
  }

  private static StoreException unusable(Path folder, Exception e) {
    return new StoreException(
        "yera.store.dir cannot be used: %s (%s)".formatted(folder, e.getMessage()), e);
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException sameProcess) {
      LOG.log(Level.FINE, "The folder is in use in this process", sameProcess);
    }
    channel.close();
    throw new IOException("another server uses it; give each a folder of its own");
  }

  private void read() throws IOException {
    // A disk and the parser share the work of two threads well; more gain nothing.
    IntStream.range(0, FOLDERS)
        .parallel()
        .mapToObj(i -> sessions.resolve("%02x".formatted(i)))
        .forEach(this::read);
    if (refused.get() > 0 && opened.get() == 0) {
      throw new IOException("yera.store.key-file is not the key of its sessions");
    }
  }

  private void read(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.endsWith(STATE)) {
          readState(file);
        } else if (name.endsWith(DRAFT) || !hasState(file)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readState(Path file) throws IOException {
    String name = file.getFileName().toString();
    String id = name.substring(0, name.length() - STATE.length());
    try {
      index.put(sealing.read(id, Files.readAllBytes(file)));
      opened.incrementAndGet();
    } catch (BadSealException e) {
      refused.incrementAndGet();
      LOG.log(Level.SEVERE, "The session of " + file + " cannot be opened; it is left as it is", e);
    } catch (IllegalArgumentException e) {
      LOG.log(Level.SEVERE, "The session of " + file + " cannot be read; it is left as it is", e);
    }
  }

  private static boolean hasState(Path frames) {
    String name = frames.getFileName().toString();
    return !name.endsWith(FRAMES)
        || Files.exists(
            frames.resolveSibling(name.substring(0, name.length() - FRAMES.length()) + STATE));
  }

  private Path file(String id, String kind) {
    return sessions.resolve(id.substring(0, 2)).resolve(id + kind);
  }

  @Override
  public boolean isLasting() {
    return true;
  }

  @Override
  public EventLog add(StoredSession session, Runnable readable) {
    String id = session.id();
    Optional<byte[]> key = sealing.newKey(id);
    write(session, key);
    index.put(session);
    try {
      return FileLog.empty(sealing.log(file(id, FRAMES), id, key), syncer, readable);
    } catch (IOException e) {
      throw new StoreException("The session " + id + " cannot be sealed", e);
    }
  }

  @Override
  public void put(StoredSession session) {
    if (index.find(session.id()).isEmpty()) {
      return;
    }
    write(session, key(session.id()));
    if (!index.replace(session)) {
      erase(session.id()); // it was removed meanwhile
    }
  }

  /** The key of a stored session, as it is stored; empty if it is not sealed. */
  private Optional<byte[]> key(String id) {
    try {
      return Sealing.keyIn(Files.readAllBytes(file(id, STATE)));
    } catch (IOException e) {
      throw new StoreException("The session " + id + " cannot be read", e);
    }
  }

  private void write(StoredSession session, Optional<byte[]> key) {
    Path draft = file(session.id(), DRAFT);
    try {
      PrivateFiles.write(draft, sealing.write(session, key), sync != StoreSync.NEVER);
      Files.move(draft, file(session.id(), STATE), StandardCopyOption.ATOMIC_MOVE);
      if (sync == StoreSync.ALWAYS) {
        PrivateFiles.syncFolder(draft.getParent());
      }
      trouble.over();
    } catch (IOException e) {
      trouble.met(e);
      throw new StoreException("The session " + session.id() + " cannot be stored", e);
    }
  }

  @Override
  public Optional<StoredSession> find(String id) {
    return index.find(id);
  }

  @Override
  public EventLog log(StoredSession session, Runnable readable) {
    try {
      LogBytes content = sealing.log(file(session.id(), FRAMES), session.id(), key(session.id()));
      return FileLog.of(content, session.end().isPresent(), syncer, readable);
    } catch (IOException e) {
      throw new StoreException("The log of session " + session.id() + " cannot be read", e);
    }
  }

  @Override
  public List<StoredSession> unended() {
    return index.unended();
  }

  /** Not what is sealed (contract, section 8): a search would open all of it. */
  @Override
  public boolean isSearchable() {
    return !sealing.isOn();
  }

  @Override
  public SessionPage page(SessionQuery query) {
    if (query.words().isPresent() && !isSearchable()) {
      throw new IllegalArgumentException("sealed sessions cannot be searched");
    }
    Words words = Words.of(query);
    return index.page(query, session -> words.areIn(log(session, () -> {})));
  }

  @Override
  public List<StoredSession> excess(Instant before, long most) {
    return index.excess(before, most);
  }

  /** The state goes first: a log without one is nobody's, and deleted at the next start. */
  @Override
  public void remove(String id) {
    index.remove(id);
    erase(id);
  }

  private void erase(String id) {
    try {
      Files.deleteIfExists(file(id, STATE));
    } catch (IOException e) {
      throw new StoreException("The session " + id + " cannot be removed", e);
    }
  }

  @Override
  public Optional<String> trouble() {
    return trouble.words();
  }

  @Override
  public void close() {
    syncer.close();
    unlock();
  }

  private void unlock() {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The folder of the sessions stays locked", e);
    }
  }
}
