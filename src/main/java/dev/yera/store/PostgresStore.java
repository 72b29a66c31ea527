package dev.yera.store;

import dev.yera.settings.BadSettingException;
import dev.yera.settings.ClusterSettings;
import dev.yera.settings.OperatorSettings;
import dev.yera.settings.Settings;
import dev.yera.settings.StoreSettings;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * Keeps sessions in PostgreSQL, for many of them, for search, and for servers without a disk. What
 * its commits have, it has: nothing is recovered after an end of this process.
 */
public final class PostgresStore implements SessionStore {
  private final Trouble trouble = new Trouble();
  private final Optional<OwnerLimit> limit;
  private final Sealing sealing;
  private final Database database;
  private final SharedRows shared;
  private final PostgresShelf shelf;
  private final Indexer indexer;
  private final Flusher flusher;
  private final PostgresAgreed agreed;

  /** Of the sessions that this server writes. */
  private final Map<String, Long> fences = new ConcurrentHashMap<>();

  private volatile Optional<String> node = Optional.empty();

  /** Without a limit of sessions; see {@link #PostgresStore(Settings, Executor, Optional)}. */
  public PostgresStore(Settings settings, Executor threads) {
    this(settings, threads, Optional.empty());
  }

  /**
   * Opens the database that {@code yera.store} names, and brings its tables up to date.
   *
   * @param threads runs three tasks until the store is closed
   * @param limit of sessions that have not ended; sessions are added within it
   * @throws dev.yera.settings.BadSettingException if it cannot be used
   * @throws StoreException if its sessions are sealed with another key, or there is none
   */
  public PostgresStore(Settings settings, Executor threads, Optional<OwnerLimit> limit) {
    this.limit = limit;
    sealing = new Sealing(KeyFile.of(settings));
    database = Databases.open(settings);
    try {
      refuseAmongNodes(settings);
      read(SessionRows::sealed).ifPresent(this::open);
      clearStatuses();
      agreed =
          new PostgresAgreed(
              database,
              Clock.systemUTC(),
              System::nanoTime,
              settings.get(OperatorSettings.AUDIT_RETENTION));
    } catch (StoreException | BadSettingException e) {
      database.close();
      throw e;
    }
    shared =
        SharedRows.of(
            database,
            Math.max(1, settings.get(StoreSettings.STORE_POOL_SIZE) / 2),
            settings.get(StoreSettings.STORE_TIMEOUT));
    shelf = new PostgresShelf(database, trouble, id -> key(id, storedKey(id)));
    indexer = new Indexer(database);
    flusher = new Flusher(database, trouble, indexer::notice);
    threads.execute(flusher);
    threads.execute(indexer);
    threads.execute(agreed);
  }

  /** A server that is none of them would take their sessions for left behind, and end them. */
  private void refuseAmongNodes(Settings settings) {
    if (settings.get(ClusterSettings.CLUSTER_ADDRESS).isEmpty() && isOfNodes()) {
      throw new BadSettingException(
          "yera.store is used by the nodes of a cluster: set yera.cluster.address, or try again when"
              + " they have ended (yera.cluster.lease)",
          null);
    }
  }

  /** Whether nodes of a cluster live there. */
  boolean isOfNodes() {
    return read(PostgresNodes::anyLives);
  }

  /** See the migration of version 3. */
  private void clearStatuses() {
    for (List<SessionRows.State> some = read(SessionRows::unclear);
        !some.isEmpty();
        some = read(SessionRows::unclear)) {
      for (SessionRows.State each : some) {
        StoredSession session = open(each);
        change(
            "The session " + session.id() + " cannot be stored",
            connection -> SessionRows.setStatus(connection, session));
      }
    }
  }

  @Override
  public boolean isLasting() {
    return true;
  }

  @Override
  public Optional<Agreed> agreed() {
    return Optional.of(agreed);
  }

  private StoredSession open(SessionRows.State state) {
    try {
      return sealing.open(state.id(), state.key(), state.bytes());
    } catch (BadSealException e) {
      throw new StoreException("yera.store.key-file is not the key of the stored sessions", e);
    } catch (IOException e) {
      throw new StoreException("The stored sessions cannot be read: " + e.getMessage(), e);
    }
  }

  private byte[] seal(StoredSession session, Optional<byte[]> key) {
    try {
      return sealing.seal(session, key);
    } catch (IOException e) {
      throw new StoreException("The session " + session.id() + " cannot be sealed", e);
    }
  }

  private Optional<SessionKey> key(String id, Optional<byte[]> stored) {
    try {
      return stored.isEmpty() ? Optional.empty() : Optional.of(sealing.open(id, stored.get()));
    } catch (IOException e) {
      throw new StoreException("The session " + id + " cannot be opened", e);
    }
  }

  /** The key of a session, as it is stored; asked for only where sessions are sealed. */
  private Optional<byte[]> storedKey(String id) {
    return sealing.isOn()
        ? read(connection -> SessionRows.find(connection, id)).flatMap(SessionRows.State::key)
        : Optional.empty();
  }

  @Override
  public EventLog add(StoredSession session, Runnable readable) {
    Optional<byte[]> key = sealing.newKey(session.id());
    byte[] state = seal(session, key);
    insert(session, key, state);
    fences.put(session.id(), 0L);
    return log(session, 0, new BlockRows.Extent(0, 0, 0), key, readable);
  }

  private void insert(StoredSession session, Optional<byte[]> key, byte[] state) {
    String owner = session.owner();
    Optional<OwnerLimit> counts = limit.filter(any -> !owner.isEmpty());
    boolean isIn = true;
    try {
      if (counts.isEmpty()) {
        database.change(connection -> SessionRows.insert(connection, session, key, state, node));
      } else {
        int most = counts.get().most(owner);
        isIn =
            database.commit(
                connection -> SessionRows.insert(connection, session, key, state, node, most));
      }
    } catch (SQLException e) {
      trouble.met(Database.problem(e));
      throw new StoreException("The session " + session.id() + " cannot be stored", e);
    }
    if (!isIn) {
      throw counts.orElseThrow().exceeded(owner);
    }
  }

  @Override
  public void put(StoredSession session) {
    byte[] state = seal(session, storedKey(session.id()));
    Optional<Long> fence = Optional.ofNullable(fences.get(session.id()));
    boolean changed =
        ask(
            "The session " + session.id() + " cannot be stored",
            connection -> SessionRows.update(connection, session, state, fence));
    if (!changed && fence.isPresent() && ownership(session.id()).isPresent()) {
      throw new FencedException(session.id());
    }
    if (session.end().isPresent()) {
      fences.remove(session.id());
    }
  }

  // ---- Many servers on one database (contract, section 9)

  /**
   * New sessions belong to this node from now on; before the first call, and without one, to a
   * server that is the only one.
   */
  public void belongTo(String id) {
    node = Optional.of(id);
  }

  /** Whose a session is; empty if there is none of this id. */
  public Optional<Ownership> ownership(String id) {
    return Optional.ofNullable(owners(List.of(id)).get(id));
  }

  /** Whose these sessions are, by their ids; without those that there are not. */
  public Map<String, Ownership> owners(Collection<String> ids) {
    return ids.isEmpty() ? Map.of() : read(connection -> SessionRows.owners(connection, ids));
  }

  /**
   * Takes the sessions that have not ended of all nodes that do not live, and of those that have no
   * name. Of several servers that try, one gets each.
   *
   * @return what was taken
   */
  public List<StoredSession> takeOver() {
    Map<String, Long> taken =
        ask(
            "Sessions cannot be taken over",
            connection -> SessionRows.takeOver(connection, node.orElseThrow()));
    fences.putAll(taken);
    return taken.keySet().stream().map(this::find).flatMap(Optional::stream).toList();
  }

  /**
   * The sessions of this server that have not ended and that it does not know: whoever created them
   * here, or took them over, did not hear that it was done, or could not go on. Of a server that is
   * the only one those that have not begun: it takes nothing over, and others are those that are
   * just moved here ({@link MoveToPostgres}).
   *
   * @param isKnown is asked after the sessions were: one that is just created is known before it is
   *     stored
   * @return their ids
   */
  public List<String> leftBehind(Predicate<String> isKnown) {
    Map<String, Long> left = read(connection -> SessionRows.unendedOf(connection, node));
    left.keySet().removeIf(isKnown);
    fences.putAll(left);
    return List.copyOf(left.keySet());
  }

  /** Does not write a session any more: another server does. */
  public void giveUp(String id) {
    fences.remove(id);
  }

  /**
   * The log of a session that another server writes.
   *
   * @param readable see {@link #add}
   * @param witness sees what comes after what is stored now
   */
  public FollowedLog follow(StoredSession session, Runnable readable, FollowedLog.Witness witness) {
    String id = session.id();
    BlockRows.Extent extent = read(connection -> BlockRows.extent(connection, id));
    Optional<byte[]> key = storedKey(id);
    PostgresLog log = log(session, Long.MAX_VALUE, extent, key, readable);
    return new FollowedLog(
        log,
        first -> {
          BlockRow row =
              database.ask(connection -> BlockRows.find(connection, id, first)).orElse(null);
          return row == null ? null : log.rows().opened(row);
        },
        witness);
  }

  @Override
  public Optional<StoredSession> find(String id) {
    return read(connection -> SessionRows.find(connection, id)).map(this::open);
  }

  @Override
  public EventLog log(StoredSession session, Runnable readable) {
    BlockRows.Extent extent = read(connection -> BlockRows.extent(connection, session.id()));
    long fence = session.end().isPresent() ? 0 : fence(session.id()); // nobody appends then
    PostgresLog log = log(session, fence, extent, storedKey(session.id()), readable);
    if (session.end().isPresent()) {
      log.close();
    }
    return log;
  }

  /** One that was not known is that of a server before this one, which is the only one. */
  private long fence(String id) {
    Long known = fences.get(id);
    if (known == null) {
      known = ownership(id).map(Ownership::fence).orElse(0L);
      fences.put(id, known);
    }
    return known;
  }

  private PostgresLog log(
      StoredSession session,
      long fence,
      BlockRows.Extent extent,
      Optional<byte[]> key,
      Runnable readable) {
    String id = session.id();
    BlockRows.Extent plain = key.isEmpty() ? extent : extent.unsealed();
    return new PostgresLog(
        new LogRows(id, key(id, key)), fence, plain, database, shared, flusher, readable);
  }

  @Override
  public FileShelf files() {
    return shelf;
  }

  @Override
  public List<StoredSession> unended() {
    return read(SessionRows::unended).stream().map(this::open).toList();
  }

  /** Not what is sealed (contract, section 8): its words are nowhere. */
  @Override
  public boolean isSearchable() {
    return !sealing.isOn();
  }

  @Override
  public SessionPage page(SessionQuery query) {
    if (query.words().isPresent() && !isSearchable()) {
      throw new IllegalArgumentException("sealed sessions cannot be searched");
    }
    PageStatement statement = new PageStatement(query);
    if (statement.isSearch()) {
      indexer.catchUp(statement::wordless);
    }
    List<StoredSession> found = read(statement::execute).stream().map(this::open).toList();
    if (found.size() <= query.limit()) {
      return new SessionPage(found, Optional.empty());
    }
    List<StoredSession> page = found.subList(0, query.limit());
    return new SessionPage(page, Optional.of(ListPlace.of(page.get(query.limit() - 1))));
  }

  /** The database's, which all servers have in common: one with a wrong date forgets no more. */
  @Override
  public Instant now(Clock ofServer) {
    return read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
          }
        });
  }

  @Override
  public List<StoredSession> excess(Instant before, long most) {
    return read(connection -> SessionRows.excess(connection, before, most)).stream()
        .map(this::open)
        .toList();
  }

  @Override
  public StoreUse use() {
    return read(SessionRows::use);
  }

  @Override
  public void remove(String id) {
    Optional<Long> fence = Optional.ofNullable(fences.get(id));
    boolean removed =
        ask(
            "The session " + id + " cannot be removed",
            connection -> SessionRows.delete(connection, id, fence));
    if (!removed && ownership(id).isPresent()) {
      throw new FencedException(id);
    }
    fences.remove(id);
    shared.forget(id);
  }

  /** Adds the words that are missing, for whoever does not come back to add them later. */
  void addWords() {
    try {
      indexer.addAll();
    } catch (SQLException e) {
      throw new StoreException("The words of what was said cannot be stored", e);
    }
  }

  private <T> T read(Database.Work<T> work) {
    try {
      return database.ask(work);
    } catch (SQLException e) {
      throw new StoreException("What is stored of sessions cannot be read", e);
    }
  }

  private void change(String failure, Database.Change work) {
    ask(
        failure,
        connection -> {
          work.with(connection);
          return true;
        });
  }

  private <T> T ask(String failure, Database.Work<T> work) {
    try {
      return database.ask(work);
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
    agreed.close();
    flusher.close();
    indexer.close();
    database.close();
  }
}
