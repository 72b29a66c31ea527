package dev.yera.session;

import dev.yera.app.Width;
import dev.yera.app.call.Arguments;
import dev.yera.app.call.Parameter;
import dev.yera.app.call.ParameterType;
import dev.yera.catalog.AppId;
import dev.yera.catalog.CommandApp;
import dev.yera.catalog.JavaApp;
import dev.yera.catalog.ListedApp;
import dev.yera.catalog.Protocol;
import dev.yera.executor.Mark;
import dev.yera.executor.ReadyWorkers;
import dev.yera.executor.Starts;
import dev.yera.executor.WorkerPool;
import dev.yera.file.SessionFiles;
import dev.yera.sandbox.Meter;
import dev.yera.sandbox.Needs;
import dev.yera.session.limit.ViewerPlaces;
import dev.yera.settings.SessionSettings;
import dev.yera.settings.Settings;
import dev.yera.settings.StoreKind;
import dev.yera.settings.StoreSettings;
import dev.yera.settings.WorkerSettings;
import dev.yera.store.FileStore;
import dev.yera.store.KeyFile;
import dev.yera.store.MemoryStore;
import dev.yera.store.SessionStore;
import dev.yera.trace.Tracing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where the server rehearses: sessions like those of users, with processes, a log and viewers,
 * which are in no list, take no place of anybody's, and are told to nobody. All that could tell of
 * them (store, measures, facts, traces) is a part of the stage's own, and goes with it; the guard
 * and the sandbox are the server's. Thread-safe.
 */
public final class Stage implements AutoCloseable {
  /** An app in Java; it repeats answers, as {@link #COMMAND} does. */
  public static final String JAVA = "dev.yera.worker.WarmUp.app";

  /** A command. */
  public static final String COMMAND = "dev.yera.rehearsal";

  private static final String SCRIPT =
      """
      while read -r line; do
        case $line in *'"type":"stop"'*) exit 0 ;; esac
        echo '{"block_type":"markdown","data":{"content":"rehearsal"}}'
        echo '{"block_type":"text_input","data":{"label":"rehearsal"}}'
      done
      """;

  private static final Logger LOG = Logger.getLogger(Stage.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<SessionId, Session> sessions = new ConcurrentHashMap<>();
  private final SessionContext context;
  private final Map<String, ListedApp> apps;
  private volatile boolean ending;
  private boolean closed;

  /**
   * An empty one.
   *
   * @param server what the sessions of users share
   */
  Stage(SessionContext server) {
    Settings settings = server.settings();
    Path folder = server.guard().folder().resolve("rehearsal");
    Path ofCommand = folder.resolve("app");
    try {
      Files.createDirectories(ofCommand);
    } catch (IOException e) {
      throw new IllegalStateException("There is no room for a rehearsal: " + e.getMessage(), e);
    }
    apps = Map.of(JAVA, java(), COMMAND, command(ofCommand));
    Starts starts = new Starts(1);
    SessionStore store = store(settings, folder.resolve("data"), server);
    context =
        new SessionContext(
            settings,
            server.launcher(),
            server.guard(),
            new Meter(Mark.VARIABLE),
            server.clock(),
            server.nanoTime(),
            server.processes(),
            new ReadyWorkers(
                new WorkerPool(
                    Math.min(1, settings.get(WorkerSettings.WORKER_POOL_SIZE)),
                    settings.get(SessionSettings.START_TIMEOUT),
                    server.launcher()::worker,
                    server.guard(),
                    starts,
                    server.processes(),
                    server.nanoTime())),
            starts,
            store,
            new SessionFiles(settings, store.files()),
            new ViewerPlaces(settings),
            new Measures(),
            Tracing.OFF,
            () -> ending || server.stopping().getAsBoolean(),
            fact -> {},
            this::remove,
            session -> {});
    context.workers().fill();
  }

  /** Of the kind that users' sessions have, where that is of this machine only. */
  private static SessionStore store(Settings settings, Path folder, SessionContext server) {
    return settings.get(StoreSettings.STORE).kind() == StoreKind.FILES
        ? new FileStore(
            folder,
            settings.get(StoreSettings.STORE_SYNC),
            KeyFile.of(settings),
            server.processes())
        : new MemoryStore(folder);
  }

  private static ListedApp java() {
    ParameterType text =
        new ParameterType(ParameterType.Scalar.STR, false, List.of(), Optional.empty());
    return new JavaApp(
        new AppId(JAVA),
        "Rehearsal",
        "",
        List.of(Parameter.required("text", "", text)),
        "NoneType",
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Needs.ALL,
        Width.NORMAL,
        List.of(),
        Optional.empty(),
        "");
  }

  private static ListedApp command(Path folder) {
    return new CommandApp(
        new AppId(COMMAND),
        "Rehearsal",
        "",
        Optional.empty(),
        List.of("sh", "-c", SCRIPT),
        Protocol.EVENTS,
        false,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Needs.ALL,
        Width.NORMAL,
        folder,
        Map.of(),
        "");
  }

  /** Whether a Java worker waits for a session. */
  public boolean hasReadyWorker() {
    return context.workers().state().ready() > 0;
  }

  /** The app of this id, of those that are rehearsed. */
  Optional<ListedApp> app(String id) {
    return Optional.ofNullable(apps.get(id));
  }

  /**
   * Creates a session.
   *
   * @throws StoppingException if the rehearsal or the server ends
   */
  SessionId create(ListedApp app, Arguments arguments, Creator creator) {
    if (context.stopping().getAsBoolean()) {
      throw new StoppingException();
    }
    SessionId id = Creation.idFor(app, arguments, context);
    Session session;
    try {
      session = new Session(id, app, arguments, creator, context, () -> {});
    } catch (RuntimeException | Error e) {
      context.workers().release(new Mark(id.value()), () -> {});
      throw e;
    }
    sessions.put(id, session);
    if (ending) { // it came between the check and the entry: whoever ends may have missed it
      session.forget(ServerEnd.shutdown());
      throw new StoppingException();
    }
    return id;
  }

  /** The session of this id, if it is here. */
  Optional<Session> find(SessionId id) {
    return Optional.ofNullable(sessions.get(id));
  }

  /**
   * Forgets a session that has no process.
   *
   * @return whether it was here
   */
  boolean remove(Session session) {
    if (!sessions.remove(session.id(), session)) {
      return false;
    }
    context.store().remove(session.id().toString());
    session.discardLog();
    return true;
  }

  /** Lets the clocks of its sessions go on. A failure is no clock failure of users' sessions. */
  void tick() {
    for (Session each : sessions.values()) {
      try {
        each.tick();
      } catch (RuntimeException e) {
        LOG.log(Level.FINE, "A rehearsed session has failed", e);
      }
    }
  }

  /**
   * Ends all sessions, and lets none begin; waits for nothing.
   *
   * @return those that end
   */
  List<Session> end() {
    ending = true;
    List<Session> all = new ArrayList<>(sessions.values());
    all.forEach(session -> session.forget(ServerEnd.shutdown()));
    return all;
  }

  /** Ends all sessions; returns when their process trees are gone. */
  @Override
  public synchronized void close() {
    List<Session> all = end();
    if (closed) {
      return;
    }
    closed = true;
    context.workers().close();
    Forgetting.await(all, PATIENCE);
    all.forEach(this::remove);
    context.store().close();
  }
}
