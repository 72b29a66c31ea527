package dev.yera.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps sessions while the server runs: for tests, and where nothing may stay. The beginnings of
 * long logs are in files of a folder that goes with the server.
 */
public final class MemoryStore implements SessionStore {
  private static final Logger LOG = Logger.getLogger(MemoryStore.class.getName());

  private final Path folder;
  private final SessionIndex index = new SessionIndex();
  private final Map<String, MemoryLog> logs = new ConcurrentHashMap<>();

  /**
   * An empty store.
   *
   * @param folder for parts of logs that are not kept in memory
   */
  public MemoryStore(Path folder) {
    this.folder = folder;
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
  public List<StoredSession> unended() {
    return index.unended();
  }

  @Override
  public SessionPage page(SessionQuery query) {
    return index.page(query, session -> log(session, () -> {}).cursorAfter(0));
  }

  @Override
  public List<StoredSession> excess(Instant before, long most) {
    return index.excess(before, most);
  }

  @Override
  public void remove(String id) {
    index.remove(id);
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
