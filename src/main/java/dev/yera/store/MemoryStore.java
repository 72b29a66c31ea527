package dev.yera.store;

import dev.yera.settings.StoreSync;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps sessions while the server runs: for tests, and where nothing may stay. Their files, and the
 * beginnings of long logs, are in a folder that goes with the server.
 */
public final class MemoryStore implements SessionStore {
  private static final Logger LOG = Logger.getLogger(MemoryStore.class.getName());

  private final Path folder;
  private final FolderShelf shelf;
  private final SessionIndex index = new SessionIndex();
  private final Map<String, MemoryLog> logs = new ConcurrentHashMap<>();

  /**
   * An empty store.
   *
   * @param folder for files, and parts of logs that are not kept in memory
   * @throws StoreException if it cannot be used
   */
  public MemoryStore(Path folder) {
    this.folder = folder;
    try {
      shelf =
          new FolderShelf(
              id -> folder.resolve(id + ".files"),
              folder.resolve("drafts"),
              StoreSync.NEVER,
              this::noKey,
              List.of());
    } catch (IOException e) {
      throw new StoreException("The folder of logs and files cannot be used", e);
    }
  }

  private Optional<SessionKey> noKey(String id) throws NoSuchFileException {
    if (index.find(id).isEmpty()) {
      throw new NoSuchFileException(id);
    }
    return Optional.empty();
  }

  @Override
  public boolean isLasting() {
    return false;
  }

  @Override
  public EventLog add(StoredSession session, Runnable readable) {
    MemoryLog log = new MemoryLog(folder.resolve(session.id()), readable);
    logs.put(session.id(), log);
    index.putIfAbsent(session);
    return log;
  }

  @Override
  public void put(StoredSession session) {
    index.replace(session);
  }

  @Override
  public Optional<StoredSession> find(String id) {
    return index.find(id);
  }

  @Override
  public EventLog log(StoredSession session, Runnable readable) {
    MemoryLog log = logs.get(session.id());
    if (log == null) {
      throw new StoreException("The session " + session.id() + " was removed", null);
    }
    return log;
  }

  @Override
  public FileShelf files() {
    return shelf;
  }

  @Override
  public List<StoredSession> unended() {
    return index.unended();
  }

  @Override
  public SessionPage page(SessionQuery query) {
    return index.page(query, session -> log(session, () -> {}).cursorAfter(0));
  }

  @Override
  public List<StoredSession> excess(Instant before, long most) {
    return index.excess(before, most, shelf::bytes);
  }

  @Override
  public StoreUse use() {
    return index.use(shelf::bytes);
  }

  @Override
  public void remove(String id) {
    index.remove(id);
    shelf.erase(id);
    MemoryLog log = logs.remove(id);
    if (log == null) {
      return;
    }
    try {
      log.delete();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "A part of the log of session " + id + " stays on disk", e);
    }
  }

  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }

  /** Leaves its files to those who made their folder. */
  @Override
  public void close() {}
}
