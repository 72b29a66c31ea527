package dev.yera.session;

import dev.yera.executor.Guard;
import dev.yera.executor.Launch;
import dev.yera.executor.Launcher;
import dev.yera.executor.Mark;
import dev.yera.executor.ReadyWorkers;
import dev.yera.executor.Starts;
import dev.yera.executor.WorkerPool;
import dev.yera.file.SessionFiles;
import dev.yera.model.ModelGate;
import dev.yera.model.RunningSessions;
import dev.yera.sandbox.DiskMeter;
import dev.yera.sandbox.Meter;
import dev.yera.sandbox.Sandbox;
import dev.yera.session.limit.Descriptors;
import dev.yera.session.limit.LimitOverServers;
import dev.yera.session.limit.Slots;
import dev.yera.session.limit.ViewerPlaces;
import dev.yera.settings.BadSettingException;
import dev.yera.settings.FolderSettings;
import dev.yera.settings.OperatorSettings;
import dev.yera.settings.SessionSettings;
import dev.yera.settings.Setting;
import dev.yera.settings.Settings;
import dev.yera.settings.StoreSettings;
import dev.yera.settings.WorkerSettings;
import dev.yera.store.Agreed;
import dev.yera.store.AuditBook;
import dev.yera.store.AuditFiles;
import dev.yera.store.FileStore;
import dev.yera.store.KeyFile;
import dev.yera.store.MemoryAgreed;
import dev.yera.store.MemoryStore;
import dev.yera.store.NoAudit;
import dev.yera.store.PostgresStore;
import dev.yera.store.SessionStore;
import dev.yera.thread.AppThreads;
import dev.yera.thread.ViewerThreads;
import dev.yera.trace.Otlp;
import dev.yera.trace.Tracing;
import dev.yera.work.CommandModules;
import dev.yera.work.TraceJars;
import dev.yera.work.WorkFolder;
import dev.yera.work.WorkerJars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The infrastructure of sessions: threads, the orphan guard, the launcher, the pool of workers, the
 * clocks. Everything is created here, once, in order, and ended in {@link #close}.
 */
final class SessionEngine implements AutoCloseable {
  /** For two thousand sessions. Only those that are needed are there. */
  static final int MAX_PROCESS_THREADS = 10_240;

  /** For ten thousand viewers that do not read, all at once. */
  static final int MAX_VIEWER_THREADS = 20_480;

  private static final Logger LOG = Logger.getLogger(SessionEngine.class.getName());

  /**
   * At least two, because a start sometimes waits for the disk and would leave a processor idle.
   */
  private static final int LEAST_STARTS = 2;

  /** For requests to language models: two for each, and those that begin. */
  private static final int MAX_MODEL_THREADS = 4096;

  private static final Duration IDLE_THREAD = Duration.ofSeconds(30);

  /** What cannot be counted in this time is more than any limit. */
  private static final Duration LONGEST_COUNT = Duration.ofMinutes(1);

  /** Supervision, output, error output, input and a signal of one executor can go on at once. */
  private static final int THREADS_PER_SESSION = 5;

  /** For the pool of workers, for sessions being forgotten, and for the observers of facts. */
  private static final int THREADS_OF_THE_SERVER = 96;

  /** Two, because a viewer that was cut keeps its thread until the server aborts the write. */
  private static final int THREADS_PER_VIEWER = 2;

  private final AppThreads processThreads;
  private final AppThreads viewerPool;
  private final ViewerThreads viewerThreads;
  private final AppThreads modelThreads;
  private final ModelGate models;
  private final Facts facts;
  private final SessionStore store;
  private final Agreed agreed;
  private final SessionContext context;
  private final Ticker ticker;
  private final Tracing tracing;
  private final Sandbox sandbox;
  private final List<Runnable> afterTicks = new CopyOnWriteArrayList<>();

  /**
   * Creates all parts and starts the clocks.
   *
   * @param supervision runs the clocks of all sessions and the refill of the pool
   * @param threads makes threads for single processes and viewers
   * @param clock the time on events
   * @param nanoTime monotonic time, for deadlines
   * @param sessions the sessions whose clocks run; may change
   * @param stopping see {@link SessionContext}
   * @param expired see {@link SessionContext}
   * @param lost see {@link SessionContext}
   * @param callers knows whose sessions run
   * @param observers takes facts; may be slow, and may fail
   * @throws BadSettingException if a setting exceeds the available threads or files
   */
  SessionEngine(
      Settings settings,
      WorkFolder work,
      Executor supervision,
      ThreadFactory threads,
      Clock clock,
      LongSupplier nanoTime,
      Collection<Session> sessions,
      BooleanSupplier stopping,
      Consumer<Session> expired,
      Consumer<Session> lost,
      RunningSessions callers,
      Consumer<SessionFact> observers) {
    refuse(
        settings,
        SessionSettings.SESSIONS_MAX,
        (MAX_PROCESS_THREADS - THREADS_OF_THE_SERVER) / THREADS_PER_SESSION);
    refuse(settings, SessionSettings.VIEWERS_MAX, MAX_VIEWER_THREADS / THREADS_PER_VIEWER);
    Descriptors.refuseTooFew(settings);

    int processors = Runtime.getRuntime().availableProcessors();
    processThreads = new AppThreads(threads, MAX_PROCESS_THREADS, IDLE_THREAD);
    viewerPool = new AppThreads(threads, MAX_VIEWER_THREADS + 2 * processors + 1, IDLE_THREAD);
    tracing = Otlp.ofThisServer(() -> TraceJars.unpack(work));
    viewerThreads = new ViewerThreads(viewerPool, processors, nanoTime);
    modelThreads = new AppThreads(threads, MAX_MODEL_THREADS, IDLE_THREAD);
    facts = new Facts(processThreads, observers);

    Guard guard;
    Launcher launcher;
    try {
      guard = new Guard(work, settings.get(SessionSettings.STOP_GRACE));
      store = store(settings, guard.folder(), processThreads);
      agreed =
          store
              .agreed()
              .orElseGet(
                  () ->
                      new MemoryAgreed(
                          clock, id -> store.find(id).isPresent(), audit(settings, clock)));
      sandbox = sandbox(settings, guard.folder(), work, store);
      makeAppsFolder(settings.get(FolderSettings.APPS_DIR));
      models = new ModelGate(settings, guard.folder(), modelThreads, callers);
      launcher =
          new Launcher(
              settings,
              WorkerJars.unpack(SessionEngine.class.getClassLoader(), work),
              guard.folder(),
              sandbox,
              work.ofWorkers(),
              List.of(CommandModules.unpack(SessionEngine.class.getClassLoader(), work)),
              System.getenv()::get,
              models);
    } catch (IOException e) {
      throw new IllegalStateException("Sessions cannot be supervised: " + e.getMessage(), e);
    }
    Starts starts = new Starts(Math.max(LEAST_STARTS, processors));
    int ready = settings.get(WorkerSettings.WORKER_POOL_SIZE);
    BiFunction<Integer, Supplier<Launch>, WorkerPool> pool =
        (size, launch) ->
            new WorkerPool(
                size,
                settings.get(SessionSettings.START_TIMEOUT),
                launch,
                guard,
                starts,
                processThreads,
                nanoTime);
    ReadyWorkers workers =
        new ReadyWorkers(
            pool.apply(ready, launcher::worker),
            new ReadyWorkers.ForModels(
                pool.apply(Math.min(1, ready), launcher::modelWorker),
                launcher,
                work,
                processThreads));
    context =
        new SessionContext(
            settings,
            launcher,
            guard,
            new Meter(Mark.VARIABLE),
            clock,
            nanoTime,
            processThreads,
            workers,
            starts,
            store,
            new SessionFiles(settings, store.files()),
            new ViewerPlaces(settings),
            new Measures(),
            tracing,
            stopping,
            facts,
            expired,
            lost);

    if (sandbox.isLimiting()) {
      supervision.execute(context.meter());
      supervision.execute(new DiskMeter(context.meter(), LONGEST_COUNT));
    }
    supervision.execute(() -> prepareWorkers(work));
    ticker = new Ticker(sessions, this::afterTick);
    supervision.execute(ticker);
  }

  /** A stage beside the sessions of users. */
  Stage openStage() {
    Stage stage = new Stage(context);
    afterEachTick(stage::tick);
    return stage;
  }

  private void afterTick() {
    facts.tick();
    afterTicks.forEach(Runnable::run);
  }

  /** See {@link SessionService#afterEachTick}. */
  void afterEachTick(Runnable what) {
    afterTicks.add(what);
  }

  private static void refuse(Settings settings, Setting<Integer> setting, int most) {
    int value = settings.get(setting);
    if (value > most) {
      throw new BadSettingException(
          "%s is %d: this server has threads for %d".formatted(setting.key(), value, most), null);
    }
  }

  /** A ready worker in a box sees only what was there when it was started. */
  private static void makeAppsFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      LOG.log(Level.INFO, "The apps folder is not there and cannot be made (yera.apps.dir)", e);
    }
  }

  private static SessionStore store(Settings settings, Path ofServer, Executor threads) {
    return switch (settings.get(StoreSettings.STORE).kind()) {
      case MEMORY -> new MemoryStore(ofServer.resolve("logs"));
      case FILES -> {
        Path folder = settings.storeFolder();
        LOG.log(Level.INFO, "Sessions are kept in {0} (yera.store.dir)", folder);
        yield new FileStore(
            folder, settings.get(StoreSettings.STORE_SYNC), KeyFile.of(settings), threads);
      }
      case POSTGRESQL, DATA_SOURCE -> {
        LOG.log(Level.INFO, "Sessions are kept in PostgreSQL (yera.store)");
        yield new PostgresStore(
            settings, threads, Optional.of(new LimitOverServers(new Slots(settings))));
      }
    };
  }

  /** Beside the sessions, also if they are in memory only. */
  private static AuditBook audit(Settings settings, Clock clock) {
    Duration kept = settings.get(OperatorSettings.AUDIT_RETENTION);
    return kept.isZero() ? new NoAudit() : new AuditFiles(settings.auditFolder(), kept, clock);
  }

  /** It hides the folder of the store, which is there by now. */
  private static Sandbox sandbox(
      Settings settings, Path ofServer, WorkFolder work, SessionStore store) {
    try {
      return Sandbox.find(settings, ofServer, work.root());
    } catch (RuntimeException e) {
      store.close(); // the next deployment may use its folder
      throw e;
    }
  }

  private void prepareWorkers(WorkFolder work) {
    try {
      context.launcher().shareClassData(work);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Java workers start without a class-data archive", e);
    }
    context.workers().fill();
  }

  SessionContext context() {
    return context;
  }

  /** What all servers on the store agree on. */
  Agreed agreed() {
    return agreed;
  }

  /** The threads that write to viewers. */
  Executor viewerThreads() {
    return viewerThreads;
  }

  /** What apps have of language models. */
  ModelGate models() {
    return models;
  }

  /** What apps are kept in. */
  Sandbox sandbox() {
    return sandbox;
  }

  /** How often the clocks of a session failed. */
  long clockFailures() {
    return ticker.failures();
  }

  /**
   * Leaves the container's threads, which are about to be removed; plain threads do the remaining
   * work.
   */
  void leaveContainer() {
    processThreads.leaveContainer();
    viewerPool.leaveContainer();
    modelThreads.leaveContainer();
  }

  /** Ends all parts when all sessions are over. */
  @Override
  public void close() {
    ticker.close();
    models.close();
    context.meter().close();
    facts.deliver();
    tracing.close();
    store.close();
    try {
      context.guard().close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The folder of this server stays", e);
    }
    sandbox.close();
  }
}
