package dev.yera.store;

import dev.yera.settings.Settings;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Keeps sessions in PostgreSQL, for many of them, for search, and for servers without a disk. What
 * its commits have, it has: nothing is recovered after an end of this process.
 */
public final class PostgresStore implements SessionStore {
  private final Trouble trouble = new Trouble();
  private final Database database;
  private final Flusher flusher;

  /**
   * Opens the database that {@code yera.store} names, and brings its tables up to date.
   *
   * @param threads runs one task until the store is closed
   * @throws dev.yera.settings.BadSettingException if it cannot be used
   */
  public PostgresStore(Settings settings, Executor threads) {
    database = Databases.open(settings);
    flusher = new Flusher(database, trouble);
    threads.execute(flusher);
  }

  @Override
  public boolean isLasting() {
    return true;
  }

  @Override
  public EventLog add(StoredSession session, Runnable readable) {
    change(
        "The session " + session.id() + " cannot be stored",
        connection -> SessionRows.insert(connection, session));
    return log(session, new BlockRows.Extent(0, 0), readable);
  }

  @Override
  public void put(StoredSession session) {
    change(
        "The session " + session.id() + " cannot be stored",
        connection -> SessionRows.update(connection, session));
  }

  @Override
  public Optional<StoredSession> find(String id) {
    return read(connection -> SessionRows.find(connection, id));
  }

  @Override
  public EventLog log(StoredSession session, Runnable readable) {
    BlockRows.Extent extent = read(connection -> BlockRows.extent(connection, session.id()));
    PostgresLog log = log(session, extent, readable);
    if (session.end().isPresent()) {
      log.close();
    }
    return log;
  }

  private PostgresLog log(StoredSession session, BlockRows.Extent extent, Runnable readable) {
    return new PostgresLog(session.id(), 0, extent, database, flusher, readable);
  }

  @Override
  public List<StoredSession> unended() {
    return read(SessionRows::unended);
  }

  @Override
  public SessionPage page(SessionQuery query) {
    return read(new PageStatement(query)::execute);
  }

  @Override
  public List<StoredSession> excess(Instant before, long most) {
    return read(connection -> SessionRows.excess(connection, before, most));
  }

  @Override
  public void remove(String id) {
    change(
        "The session " + id + " cannot be removed",
        connection -> SessionRows.delete(connection, id));
  }

  private <T> T read(Database.Work<T> work) {
    try {
      return database.ask(work);
    } catch (SQLException e) {
      throw new StoreException("What is stored of sessions cannot be read", e);
    }
  }

  private void change(String failure, Database.Change work) {
    try {
      database.change(work);
    } catch (SQLException e) {
      trouble.met(Database.problem(e));
      throw new StoreException(failure, e);
    }
  }

  @Override
  public Optional<String> trouble() {
    return trouble.words();
  }

  @Override
  public void close() {
    flusher.close();
    database.close();
  }
}
