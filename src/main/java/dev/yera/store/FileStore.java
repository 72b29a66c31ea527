package dev.yera.store;

import dev.yera.settings.StoreSync;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps sessions in files: for each a small one with its state, replaced as a whole, and one with
 * its frames, which only grows. So nothing has to be recovered after an end of this process but a
 * frame that was being written, and a listing reads the small ones only, once; see {@link
 * StateReading}.
 *
 * <pre>
 * lock                              held by the server that uses the folder
 * format                            of all this; see {@link FolderFormat}
 * seal                              of which key file; see {@link SealMark}
 * sessions/3f/3f6c….json            the state; 3f6c….new while it is being replaced
 * sessions/3f/3f6c….log             the frames, one after the other
 * sessions/3f/3f6c….files/          its files; see {@link FolderShelf}
 * drafts/                           files that are being written
 * </pre>
 *
 * <p>With a key file all is sealed; see {@link Sealing}. A log without a state is of a session that
 * was being created or removed: it is deleted.
 */
public final class FileStore implements SessionStore {
  private static final Logger LOG = Logger.getLogger(FileStore.class.getName());

  private final FileChannel lock;
  private final StateFiles files;
  private final FolderShelf shelf;
  private final SessionIndex index = new SessionIndex();
  private final StateReading reading;
  private final Syncer syncer;
  private final Sealing sealing;
  private final SealMark mark;
  private final Trouble trouble = new Trouble();

  /**
   * Opens the store of this folder, which is made if it is missing.
   *
   * @param keyFile seals new sessions
   * @param threads runs two tasks, one of them until the store is closed
   * @throws StoreException if it cannot be used, another server uses it, a newer one wrote it, or
   *     it has sessions that are sealed with another key file
   */
  public FileStore(Path folder, StoreSync sync, Optional<KeyFile> keyFile, Executor threads) {
    sealing = new Sealing(keyFile);
    files = new StateFiles(folder.resolve("sessions"), sealing, sync);
    mark = new SealMark(folder, sealing);
    FolderFormat format = new FolderFormat(folder, FolderFormat.STEPS);
    try {
      format.check(); // what a newer server wrote is left as it is
      PrivateFiles.makeFolder(folder);
      lock = lock(folder);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
    try {
      format.update();
      StateFiles.Found found = files.tidy();
      mark.check(found.ids(), files);
      reading = new StateReading(files, found.ids(), index);
      Path drafts = folder.resolve("drafts");
      shelf = new FolderShelf(files::files, drafts, sync, files::opened, found.withFiles());
    } catch (BadSealException e) {
      unlock();
      throw unusable(
          folder, new IOException("yera.store.key-file is not the key of its sessions", e));
    } catch (IOException | UncheckedIOException | StoreException e) {
      unlock();
      throw unusable(folder, e);
    }
    syncer = new Syncer(sync, trouble);
    threads.execute(syncer);
    threads.execute(reading);
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

  @Override
  public boolean isLasting() {
    return true;
  }

  @Override
  public EventLog add(StoredSession session, Runnable readable) {
    String id = session.id();
    Optional<byte[]> key = newKey(id);
    write(session, key);
    index.putIfAbsent(session);
    try {
      return FileLog.empty(files.log(id, key), syncer, readable);
    } catch (IOException e) {
      throw new StoreException("The session " + id + " cannot be sealed", e);
    }
  }

  private Optional<byte[]> newKey(String id) {
    try {
      mark.seal();
    } catch (IOException e) {
      trouble.met(e);
      throw new StoreException("The session " + id + " cannot be sealed", e);
    }
    return sealing.newKey(id);
  }

  @Override
  public void put(StoredSession session) {
    if (find(session.id()).isEmpty()) {
      return;
    }
    write(session, files.key(session.id()));
    if (!index.replace(session)) {
      files.erase(session.id()); // it was removed meanwhile
    }
  }

  private void write(StoredSession session, Optional<byte[]> key) {
    try {
      files.write(session, key);
      trouble.over();
    } catch (IOException e) {
      trouble.met(e);
      throw new StoreException("The session " + session.id() + " cannot be stored", e);
    }
  }

  @Override
  public Optional<StoredSession> find(String id) {
    return reading.find(id);
  }

  @Override
  public EventLog log(StoredSession session, Runnable readable) {
    return log(session, files.key(session.id()), readable);
  }

  private EventLog log(StoredSession session, Optional<byte[]> key, Runnable readable) {
    try {
      LogBytes content = files.log(session.id(), key);
      return FileLog.of(content, session.end().isPresent(), syncer, readable);
    } catch (IOException e) {
      throw new StoreException("The log of session " + session.id() + " cannot be read", e);
    }
  }

  @Override
  public List<StoredSession> unended() {
    return reading.all().unended();
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
    return reading
        .all()
        .page(query, session -> log(session, Optional.empty(), () -> {}).cursorAfter(0));
  }

  @Override
  public List<StoredSession> excess(Instant before, long most) {
    return reading.all().excess(before, most, shelf::bytes);
  }

  @Override
  public StoreUse use() {
    return reading.all().use(shelf::bytes);
  }

  @Override
  public void remove(String id) {
    reading.remove(id);
    files.erase(id);
    shelf.erase(id);
  }

  @Override
  public FileShelf files() {
    return shelf;
  }

  @Override
  public Optional<String> trouble() {
    return trouble.words();
  }

  @Override
  public void close() {
    reading.close();
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
