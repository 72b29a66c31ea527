package dev.yera.session;

import static dev.yera.Patience.join;

import dev.yera.app.call.Arguments;
import dev.yera.catalog.ListedApp;
import dev.yera.event.StartUser;
import dev.yera.executor.Guard;
import dev.yera.executor.Launcher;
import dev.yera.executor.Mark;
import dev.yera.executor.ReadyWorkers;
import dev.yera.executor.Starts;
import dev.yera.executor.WorkerPool;
import dev.yera.file.SessionFiles;
import dev.yera.model.NoModels;
import dev.yera.sandbox.DiskMeter;
import dev.yera.sandbox.Meter;
import dev.yera.sandbox.Sandbox;
import dev.yera.sandbox.Sandboxes;
import dev.yera.session.limit.Owner;
import dev.yera.session.limit.ViewerPlaces;
import dev.yera.settings.SandboxSettings;
import dev.yera.settings.SessionSettings;
import dev.yera.settings.Settings;
import dev.yera.settings.StoreSettings;
import dev.yera.settings.StoreSync;
import dev.yera.store.FileStore;
import dev.yera.store.MemoryStore;
import dev.yera.store.PostgresStore;
import dev.yera.store.SessionStore;
import dev.yera.store.StoredSession;
import dev.yera.trace.Tracing;
import dev.yera.work.WorkFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Real sessions of real processes, without a server; their clocks can be moved. */
final class Sessions implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong skipped = new AtomicLong();
  private final List<Session> all = new CopyOnWriteArrayList<>();
  private final List<SessionFact> facts = new CopyOnWriteArrayList<>();
  private final List<SessionId> ended = new CopyOnWriteArrayList<>();
  private final List<Session> expired = new CopyOnWriteArrayList<>();
  private final List<Session> lost = new CopyOnWriteArrayList<>();
  private final Guard guard;
  private final SessionContext context;
  private final Ticker ticker;
  private volatile Consumer<Session> losing = session -> {};
  private volatile boolean stopping;
  private volatile CountDownLatch expiry = new CountDownLatch(0);

  Sessions(Path folder, Map<String, String> settings) throws IOException {
    this(folder, settings, Clock.systemUTC());
  }

  /** With what this "server" takes for the time of day. */
  Sessions(Path folder, Map<String, String> settings, Clock clock) throws IOException {
    Settings all = settings(settings);
    guard = new Guard(new WorkFolder(folder), all.get(SessionSettings.STOP_GRACE));
    Sandbox sandbox =
        settings.containsKey(SandboxSettings.SANDBOX.key())
            ? Sandboxes.of(guard.folder(), settings)
            : Sandboxes.off();
    Launcher launcher =
        new Launcher(
            all,
            List.of(),
            guard.folder(),
            sandbox,
            List.of(),
            List.of(),
            System.getenv()::get,
            NoModels.gate());
    Starts starts = new Starts(2);
    SessionStore store = store(all, folder);
    context =
        new SessionContext(
            all,
            launcher,
            guard,
            new Meter(Mark.VARIABLE),
            clock,
            () -> System.nanoTime() + skipped.get(),
            threads,
            new ReadyWorkers(
                new WorkerPool(
                    0,
                    Duration.ofSeconds(10),
                    launcher::worker,
                    guard,
                    starts,
                    threads,
                    System::nanoTime)),
            starts,
            store,
            new SessionFiles(all, store.files()),
            new ViewerPlaces(all),
            new Measures(),
            Tracing.OFF,
            () -> stopping,
            facts::add,
            this::expire,
            this::lose);
    ticker = new Ticker(this.all, () -> {});
    threads.execute(ticker);
    if (sandbox.isLimiting()) {
      threads.execute(context.meter());
      threads.execute(new DiskMeter(context.meter(), Duration.ofMinutes(1)));
    }
  }

  private SessionStore store(Settings all, Path folder) {
    return switch (all.get(StoreSettings.STORE).kind()) {
      case MEMORY -> new MemoryStore(guard.folder().resolve("logs"));
      case FILES -> new FileStore(data(folder), StoreSync.SECOND, Optional.empty(), threads);
      case POSTGRESQL, DATA_SOURCE -> new PostgresStore(all, threads);
    };
  }

  /** A stage beside them, with worker pool and store of its own. */
  Stage openStage() {
    return new Stage(context);
  }

  /** What they add up to. */
  Measures measures() {
    return context.measures();
  }

  /** Where sessions are stored. */
  SessionStore store() {
    return context.store();
  }

  /** Where sessions are stored that are stored in files. */
  static Path data(Path folder) {
    return folder.resolve("data");
  }

  /**
   * With a clock of absence that runs out before that of idleness, so that both can be told apart.
   */
  static Settings settings(Map<String, String> given) {
    Map<String, String> all = new HashMap<>(Map.of("yera.session.away-timeout", "PT2M"));
    all.putAll(given);
    return new Settings(key -> Optional.ofNullable(all.get(key)));
  }

  private void expire(Session session) {
    expired.add(session);
    try {
      expiry.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Its clocks stand still then, as on a server. */
  private void lose(Session session) {
    lost.add(session);
    all.remove(session);
    losing.accept(session);
  }

  /** This is done, too, with what another server was found to own. */
  void whenLost(Consumer<Session> what) {
    losing = what;
  }

  /** What they share. */
  SessionContext context() {
    return context;
  }

  Session create(ListedApp app, Object... args) {
    Arguments arguments = app.bind(List.of(args), Map.of());
    SessionId id = SessionId.random();
    Session session = new Session(id, app, arguments, Creator.NOBODY, context, () -> ended.add(id));
    all.add(session);
    return session;
  }

  /** One that is created by this user. */
  Session create(ListedApp app, StartUser user) {
    Arguments arguments = app.bind(List.of(), Map.of());
    Creator creator = new Creator(Owner.NOBODY, user);
    Session session = new Session(SessionId.random(), app, arguments, creator, context, () -> {});
    all.add(session);
    return session;
  }

  /** One that is given answers of another one. */
  Session fork(ListedApp app, Fork fork) {
    Session session =
        new Session(
            SessionId.random(),
            app,
            fork.arguments(),
            Creator.NOBODY,
            Optional.of(fork),
            context,
            () -> {});
    all.add(session);
    return session;
  }

  /** As the next server has it that finds it in the store. */
  Session again(Session session, ListedApp app) {
    Session again = Session.stored(stored(session), app, context, () -> {});
    all.add(again);
    return again;
  }

  /** As a server has it that keeps it for nobody: its clocks stand still. */
  Session unkept(Session session, ListedApp app) {
    return Session.stored(stored(session), app, context, () -> {});
  }

  /** What the store knows of it. */
  StoredSession stored(Session session) {
    return context.store().find(session.id().toString()).orElseThrow();
  }

  /** Creates a session and views it from the beginning, which starts it. */
  TestViewer view(ListedApp app, Object... args) {
    return TestViewer.of(create(app, args), 0);
  }

  /** Uploads a file, and returns its id. */
  String upload(Session session, String name, byte[] content) throws IOException {
    InputStream bytes = new ByteArrayInputStream(content);
    return context.files().add(session.id().toString(), name, null, bytes).id();
  }

  /** How often the slot of this session was given back. */
  long timesEnded(Session session) {
    return ended.stream().filter(session.id()::equals).count();
  }

  /** What was published of this session. */
  List<SessionFact> facts(Session session) {
    return facts.stream().filter(fact -> fact.session().equals(session.id())).toList();
  }

  /** Whether another server was found to own it. */
  boolean isLost(Session session) {
    return lost.contains(session);
  }

  boolean isExpired(Session session) {
    return expired.contains(session);
  }

  long timesExpired(Session session) {
    return expired.stream().filter(session::equals).count();
  }

  /** From now on it takes until the latch is open to forget a session. */
  CountDownLatch holdExpiryUp() {
    expiry = new CountDownLatch(1);
    return expiry;
  }

  long clockFailures() {
    return ticker.failures();
  }

  /** All that were created. */
  List<Session> all() {
    return all;
  }

  /** Moves the clocks of all sessions. */
  void pass(Duration duration) {
    skipped.addAndGet(duration.toNanos());
  }

  /** From now on the "server" is stopping; nothing is ended for that yet. */
  void startStopping() {
    stopping = true;
  }

  ExecutorService threads() {
    return threads;
  }

  /** The folder of this "server". */
  Path folder() {
    return guard.folder();
  }

  @Override
  public void close() throws IOException {
    List<Session> last = new ArrayList<>(all);
    last.addAll(lost);
    last.forEach(session -> session.forget(ServerEnd.shutdown()));
    for (Session session : last) {
      join(session.over());
    }
    ticker.close();
    context.meter().close();
    context.store().close();
    guard.close();
    threads.shutdown();
  }
}
