package dev.yera.session;

import dev.yera.app.call.Arguments;
import dev.yera.catalog.AppId;
import dev.yera.catalog.Catalog;
import dev.yera.catalog.GoneApp;
import dev.yera.catalog.ListedApp;
import dev.yera.catalog.Program;
import dev.yera.catalog.UnknownAppException;
import dev.yera.event.InputEvent;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.EndReason;
import dev.yera.executor.Mark;
import dev.yera.executor.WorkerPool;
import dev.yera.file.FileTooLargeException;
import dev.yera.file.SessionFiles;
import dev.yera.model.ModelUser;
import dev.yera.model.TokenBook;
import dev.yera.protocol.EventsProtocol;
import dev.yera.sandbox.Use;
import dev.yera.session.limit.Owner;
import dev.yera.session.limit.Slots;
import dev.yera.session.limit.ViewerPlaces;
import dev.yera.session.question.Interaction;
import dev.yera.settings.ClusterSettings;
import dev.yera.settings.SessionSettings;
import dev.yera.settings.Settings;
import dev.yera.settings.Starting;
import dev.yera.settings.StoreSettings;
import dev.yera.store.Agreed;
import dev.yera.store.EventLog;
import dev.yera.store.ListPlace;
import dev.yera.store.PostgresStore;
import dev.yera.store.SessionPage;
import dev.yera.store.SessionQuery;
import dev.yera.store.SessionStore;
import dev.yera.store.StoreException;
import dev.yera.store.StoreUse;
import dev.yera.store.StoredFile;
import dev.yera.store.StoredSession;
import dev.yera.stream.EventPublisher;
import dev.yera.terminal.PseudoTerminal;
import dev.yera.trace.TraceParent;
import dev.yera.transcript.SessionTranscript;
import dev.yera.work.WorkFolder;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Holds the sessions of this server: the Java counterpart of Yera's session service. Thread-safe,
 * without transactions; its exceptions reach callers as they are.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@ManagedExecutorDefinition(
    name = SessionService.SUPERVISION,
    maxAsync = SessionService.SUPERVISORS,
    hungTaskThreshold = 0)
@ManagedThreadFactoryDefinition(name = SessionService.THREADS)
public class SessionService {
  static final String SUPERVISION = "java:app/concurrent/YeraSupervision";
  static final String THREADS = "java:app/concurrent/YeraThreads";

  /**
   * The clocks of all sessions, what measures them, what keeps workers ready, and what brings back
   * those of before.
   */
  static final int SUPERVISORS = 4;

  private static final Logger LOG = Logger.getLogger(SessionService.class.getName());
  private static final Duration TREE_PATIENCE = Duration.ofSeconds(60);

  /** A little more than the grace of apps: the server must end within six seconds. */
  private static final Duration STOP_PATIENCE = Duration.ofMillis(3_800);

  private static final long TIDY_NANOS = 10_000_000_000L;

  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  private final Map<SessionId, Session> sessions = new ConcurrentHashMap<>();
  private final Clock clock;
  private final LongSupplier nanoTime;

  @Inject private Settings settings;
  @Inject private WorkFolder work;
  @Inject private Catalog catalog;

  /** Threads for the supervision of all sessions, while the application runs. */
  @Resource(lookup = SUPERVISION)
  private ManagedExecutorService supervision;

  /** Threads for single processes and viewers. */
  @Resource(lookup = THREADS)
  private ManagedThreadFactory threads;

  @Inject private Event<SessionFact> events;
  @Inject private Event<Starting> starting;
  @Inject private Event<SessionsOpened> opened;

  /** Sessions that are in the store a moment before they are here. */
  private final Set<SessionId> creating = ConcurrentHashMap.newKeySet();

  /** Done when the sessions of before are here; its monitor is held while one is brought back. */
  private final CompletableFuture<Void> broughtBack = new CompletableFuture<>();

  private final AtomicLong tidied = new AtomicLong(Long.MIN_VALUE / 2);
  private SessionEngine engine;
  private Slots slots;
  private Retention retention;
  private volatile Others others = Others.NONE;
  private volatile Optional<Stage> stage = Optional.empty();
  private volatile boolean stopping;
  private final AtomicBoolean toldToStop = new AtomicBoolean();
  private volatile boolean hurrying;

  /** For the container: uses the time of this machine. */
  public SessionService() {
    this(Clock.systemUTC(), System::nanoTime);
  }

  SessionService(Clock clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  @PostConstruct
  void start() {
    starting.fire(new Starting());
    slots = new Slots(settings);
    retention = new Retention(settings);
    engine =
        new SessionEngine(
            settings,
            work,
            supervision,
            threads,
            clock,
            nanoTime,
            sessions.values(),
            this::isStopping,
            this::expired,
            this::lost,
            this::caller,
            this::publish);
    catalog.apps(); // so that the log has broken apps before the first request
    opened.fire(new SessionsOpened(this, engine.context().store(), engine.context().processes()));
    if (others == Others.NONE) {
      supervision.execute(this::bringBackAll);
    } else {
      broughtBack.complete(null); // those of before belong to whoever takes them over
    }
  }

  // ---- One of many servers

  /** This server is one of many on one store. Called while {@link SessionsOpened} is published. */
  public void share(Others these) {
    others = these;
  }

  /**
   * Goes on with a session whose server died, and which this one owns now: it gets its end, or
   * waits for its first viewer here.
   *
   * @throws StoreException if the end cannot be stored now
   */
  public void takeOver(StoredSession stored) {
    synchronized (broughtBack) {
      if (!stopping) {
        goOn(stored, EndReason.NODE_LOST);
      }
    }
  }

  /** Whether this server has this session in memory, and owns it. */
  public boolean has(SessionId id) {
    return sessions.containsKey(id) || onStage(id).isPresent();
  }

  /**
   * Lets the server warm up, on the one stage that it has. Its sessions are those that {@link
   * Owner#REHEARSAL} creates, until the stage or the server is closed.
   *
   * @throws StoppingException if the server is stopping
   */
  public Stage openStage() {
    synchronized (broughtBack) {
      refuseWhenStopping();
      stage = Optional.of(engine.openStage());
      return stage.get();
    }
  }

  /**
   * An app of the stage.
   *
   * @throws UnknownAppException if there is none of this id, or no stage
   */
  public ListedApp rehearsedApp(String id) {
    return stage.flatMap(each -> each.app(id)).orElseThrow(() -> new UnknownAppException(id));
  }

  private Optional<Session> onStage(SessionId id) {
    return stage.flatMap(each -> each.find(id));
  }

  /** Threads for what may wait, while the server runs. */
  public Executor background() {
    return engine.context().processes();
  }

  /** Whose a session is that is in this server's memory; asks no store and waits for nothing. */
  public Optional<Owner> ownerInMemory(SessionId id) {
    return Optional.ofNullable(sessions.get(id)).map(Session::owner);
  }

  /** The id of the trace in which a session of this server's memory was created; as that. */
  public Optional<String> traceInMemory(SessionId id) {
    return Optional.ofNullable(sessions.get(id)).flatMap(session -> session.trace().id());
  }

  /** How many sessions of this server have a process, or may get one. */
  public int running() {
    return slots.taken();
  }

  /** The places of this server for viewers, of its own sessions and of others'. */
  public ViewerPlaces viewerPlaces() {
    return engine.context().viewerPlaces();
  }

  /** Ends all processes at once: this server may not own its sessions any more. */
  public void abandonAll() {
    sessions.values().forEach(session -> session.end(ServerEnd.nodeLost()));
  }

  /** Whose session this is, and of which app, while it runs. */
  private Optional<ModelUser> caller(UUID id) {
    return Optional.ofNullable(sessions.get(new SessionId(id)))
        .filter(Session::isRunning)
        .map(session -> new ModelUser(session.owner().key(), session.app().id().value()));
  }

  /** What language models were used for, since the server's start. */
  public Map<TokenBook.Use, TokenBook.Count> tokens() {
    return engine.models().book().uses();
  }

  /** Another server owns it, and has its answers. */
  private void lost(Session session) {
    sessions.remove(session.id(), session);
    if (engine.context().store() instanceof PostgresStore shared) {
      shared.giveUp(session.id().toString());
    }
    LOG.log(Level.INFO, "The session {0} belongs to another server now", session.id());
  }

  /** While the server is used already: with many sessions the store may need some seconds. */
  private void bringBackAll() {
    try {
      for (StoredSession each : engine.context().store().unended()) {
        if (stopping) {
          return;
        }
        try {
          bringBack(each.id());
        } catch (RuntimeException e) {
          // It stays as it is, and must not keep the others from being there.
          LOG.log(Level.SEVERE, "The session " + each.id() + " cannot be brought back", e);
        }
      }
      tidy();
    } catch (StoreException e) {
      LOG.log(Level.SEVERE, "The sessions of before cannot be brought back", e);
    } finally {
      broughtBack.complete(null);
    }
  }

  /** Brings back a session that a server before this one did not end, if nobody did. */
  private void bringBack(String id) {
    synchronized (broughtBack) {
      SessionStore store = engine.context().store();
      StoredSession stored = store.find(id).filter(each -> each.end().isEmpty()).orElse(null);
      SessionId key = SessionId.parse(id).orElseThrow();
      if (stopping || stored == null || creating.contains(key) || sessions.containsKey(key)) {
        return;
      }
      goOn(stored, EndReason.SERVER_LOST);
    }
  }

  private void goOn(StoredSession stored, EndReason how) {
    SessionStore store = engine.context().store();
    EventLog log = store.log(stored, () -> {});
    if (log.lastId() > 0) {
      Recovery.end(store, stored, log, how, clock.instant());
      return;
    }
    Owner owner = Owner.of(stored.owner());
    slots.takeAgain(owner);
    sessions.put(
        SessionId.parse(stored.id()).orElseThrow(),
        Session.stored(stored, appOf(stored), engine.context(), () -> slots.giveBack(owner)));
  }

  private ListedApp appOf(StoredSession stored) {
    try {
      return catalog.app(stored.appId());
    } catch (UnknownAppException e) {
      return new GoneApp(new AppId(stored.appId()), stored.appName());
    }
  }

  /** A new random id; {@link #createSession} makes its own. */
  public SessionId generateSessionId() {
    return SessionId.random();
  }

  /**
   * Creates a nameless session; its executor starts with the first viewer.
   *
   * @param args positional arguments
   * @param kwargs arguments by name
   * @throws dev.yera.catalog.BadArgumentsException if the arguments do not fit the app
   * @throws LimitExceededException if there are too many sessions
   * @throws StoppingException if the server is stopping
   */
  public SessionId createSession(ListedApp app, List<?> args, Map<String, ?> kwargs) {
    return createSession(app, args, kwargs, Creator.NOBODY);
  }

  /**
   * Creates a session that belongs to somebody; see {@link #createSession(ListedApp, List, Map)}.
   */
  public SessionId createSession(
      ListedApp app, List<?> args, Map<String, ?> kwargs, Creator creator) {
    Arguments arguments = app.bind(args, kwargs);
    if (creator.owner().equals(Owner.REHEARSAL)) {
      return stage.orElseThrow(StoppingException::new).create(app, arguments, creator);
    }
    return create(app, arguments, creator, Optional.empty());
  }

  /**
   * Creates a session of the same app with the arguments of another one, which is given the answers
   * of that one as long as they fit. The other one stays as it is; both know each other.
   *
   * @param app as it is now
   * @param upto the answers before that of this block are given, and that answer is what its
   *     question begins with; empty for all answers
   * @throws dev.yera.catalog.BadArgumentsException if that block was not answered, or the arguments
   *     do not fit the app any more
   * @throws dev.yera.session.question.NotWaitingException if the app runs on a terminal
   * @throws LimitExceededException if there are too many sessions
   * @throws StoppingException if the server is stopping
   */
  public SessionId forkSession(
      Session from, ListedApp app, Optional<BlockId> upto, Creator creator) {
    Fork fork = from.fork(upto);
    Arguments arguments = app.bind(fork.arguments().args(), fork.arguments().kwargs());
    SessionId id = create(app, arguments, creator, Optional.of(fork));
    copyFiles(fork, id);
    if (creator.owner().equals(from.owner())) {
      try {
        from.forkedTo(id);
      } catch (StoreException e) {
        LOG.log(Level.WARNING, "The session " + from.id() + " does not know its fork " + id, e);
      }
    }
    return id;
  }

  /** Those that answers name. Where that cannot be, these answers are asked for again. */
  private void copyFiles(Fork fork, SessionId to) {
    String from = fork.from().toString();
    try {
      for (StoredFile file : files().list(from)) {
        if (fork.names(file.id())) {
          files().copy(from, file, to.toString());
        }
      }
    } catch (IOException | FileTooLargeException | StoreException e) {
      LOG.log(Level.WARNING, "The session " + to + " has not all files of " + from, e);
    }
  }

  private SessionId create(
      ListedApp app, Arguments arguments, Creator creator, Optional<Fork> fork) {
    refuseWhenStopping();
    Instant begin = clock.instant();
    Optional<TraceParent> trace = engine.context().tracing().next(creator.trace());
    Session session = newSession(app, arguments, creator.in(trace), fork);
    session.trace().created(creator.trace(), begin);
    engine
        .context()
        .facts()
        .accept(new SessionFact.Created(session.id(), clock.instant(), app.id(), creator.owner()));
    if (stopping) {
      // The stop came between the check and the entry, so cleanupAll may have missed this session.
      session.forget(ServerEnd.shutdown());
      remove(session);
      throw new StoppingException();
    }
    return session.id();
  }

  /** Its slot is taken before anything else of it is made. */
  private Session newSession(
      ListedApp app, Arguments arguments, Creator creator, Optional<Fork> fork) {
    Owner owner = creator.owner();
    slots.take(owner);
    SessionId id;
    try {
      id = idFor(app, arguments, engine.context());
    } catch (RuntimeException | Error e) {
      slots.giveBack(owner);
      throw e;
    }
    Runnable released = () -> slots.giveBack(owner);
    creating.add(id);
    try {
      Session session = new Session(id, app, arguments, creator, fork, engine.context(), released);
      sessions.put(id, session);
      return session;
    } catch (RuntimeException | Error e) {
      engine.context().workers().release(new Mark(id.value()), released);
      throw e;
    } finally {
      creating.remove(id);
    }
  }

  /** The id of a reserved worker, which begins to load the app; else a new one. */
  static SessionId idFor(ListedApp app, Arguments arguments, SessionContext context) {
    if (!(app.program(arguments) instanceof Program.Worker) || !context.launcher().isUsual(app)) {
      return SessionId.random();
    }
    InputEvent.Prepare prepare =
        new InputEvent.Prepare(
            app.id().value(), app.classPath().stream().map(Path::toString).toList());
    return context
        .workers()
        .reserve(EventsProtocol.line(prepare))
        .map(SessionId::new)
        .orElseGet(SessionId::random);
  }

  /** The Java workers that are ready, or reserved for sessions without viewers yet. */
  public WorkerPool.State workers() {
    return engine.context().workers().state();
  }

  /**
   * A snapshot of a session.
   *
   * @throws UnknownSessionException if there is none of this id
   */
  public SessionState getSession(SessionId id) {
    return session(id).state();
  }

  /**
   * The session itself, for long-lived users such as viewers, which must not keep this bean.
   *
   * @throws UnknownSessionException if there is none of this id
   * @throws ElsewhereException if another server runs it
   */
  public Session session(SessionId id) {
    Session session = sessions.get(id);
    return session == null ? onStage(id).orElseGet(() -> fromStore(id)) : session;
  }

  /** One that ended, and is not in memory; or one of before that is not brought back yet. */
  private Session fromStore(SessionId id) {
    SessionStore store = engine.context().store();
    if (others == Others.NONE
        && store.find(id.toString()).filter(each -> each.end().isEmpty()).isPresent()) {
      bringBack(id.toString());
      Session session = sessions.get(id);
      if (session != null) {
        return session;
      }
    }
    StoredSession stored =
        store.find(id.toString()).orElseThrow(() -> new UnknownSessionException(id.toString()));
    if (stored.end().isEmpty()) {
      if (others != Others.NONE) {
        throw new ElsewhereException();
      }
      throw new UnknownSessionException(id.toString());
    }
    if (others != Others.NONE) {
      // Not kept: another server may name it, or erase it.
      return Session.stored(stored, gone(stored), engine.context(), () -> {});
    }
    return sessions.computeIfAbsent(
        id, absent -> Session.stored(stored, gone(stored), engine.context(), () -> {}));
  }

  /** What a session of before needs of its app: it is not started again. */
  private static GoneApp gone(StoredSession stored) {
    return new GoneApp(new AppId(stored.appId()), stored.appName());
  }

  /**
   * Sessions, newest first: those of some owners, narrowed by app, time and words, as much of the
   * list as the query asks for. The list goes on with {@link SessionList#next}:
   *
   * <pre>
   * SessionQuery all = SessionQuery.of(new SessionQuery.Everybody());
   * Optional&lt;ListPlace&gt; place = Optional.empty();
   * do {
   *   SessionList page = service.sessionsOf(all.part(place, 50));
   *   page.sessions().forEach(this::show);
   *   place = page.next();
   * } while (place.isPresent());
   * </pre>
   *
   * <p>A session that is created meanwhile does not move the others: none is listed twice, none is
   * left out. Each is shown as it is now. Sessions that ended are listed as long as the store keeps
   * them, also those of servers before this one. The status of the query is the stored one; see
   * {@link #sessionsOf(SessionQuery, SessionStatus)}.
   *
   * @return at most as many as the query's limit, and the place where the list goes on; with words
   *     there may be fewer, even none, before the end of the list: without an index (files, memory)
   *     only so much is searched at a time
   * @throws dev.yera.store.StoreException if the store cannot be used
   * @throws IllegalArgumentException if words are asked for, but not {@link #isSearchable}
   */
  public SessionList sessionsOf(SessionQuery query) {
    broughtBack.join();
    SessionPage page = engine.context().store().page(query);
    Map<SessionId, SessionState> elsewhere = others.states(page.sessions());
    return new SessionList(
        page.sessions().stream().map(each -> state(each, elsewhere)).toList(), page.next());
  }

  /**
   * What users thought in the sessions that {@link #sessionsOf(SessionQuery)} lists; not in those
   * that run on another node now.
   *
   * @throws dev.yera.store.StoreException if the store cannot be used
   */
  public FeedbackList feedbackOn(SessionQuery query) {
    SessionList page = sessionsOf(query);
    List<GivenFeedback> given = new ArrayList<>();
    for (SessionState each : page.sessions()) {
      try {
        given.addAll(session(each.id()).feedback());
      } catch (ElsewhereException | UnknownSessionException | UncheckedIOException notHere) {
        LOG.log(Level.FINE, "No feedback was read of the session " + each.id(), notHere);
      }
    }
    return new FeedbackList(given, page.next());
  }

  /** Whether sessions can be found by words; sealed ones ({@code yera.store.key-file}) cannot. */
  public boolean isSearchable() {
    return engine.context().store().isSearchable();
  }

  /**
   * Sessions that are in this status now, newest first; see {@link #sessionsOf(SessionQuery)}.
   *
   * @param query its own status does not count
   * @throws dev.yera.store.StoreException if the store cannot be used
   */
  public SessionList sessionsOf(SessionQuery query, SessionStatus status) {
    SessionQuery stored = query.in(storedStatus(status));
    List<SessionState> found = new ArrayList<>();
    Optional<ListPlace> place = query.after();
    do {
      SessionList part = sessionsOf(stored.part(place, query.limit() - found.size()));
      part.sessions().stream().filter(each -> each.status() == status).forEach(found::add);
      place = part.next();
      // A search has a bound: its answer says how to go on.
    } while (place.isPresent() && found.size() < query.limit() && query.words().isEmpty());
    return new SessionList(found, place);
  }

  private static StoredSession.Status storedStatus(SessionStatus status) {
    return switch (status) {
      case CREATED -> StoredSession.Status.CREATED;
      case RUNNING, STOPPING -> StoredSession.Status.RUNNING;
      case EXITED -> StoredSession.Status.EXITED;
      case STOPPED -> StoredSession.Status.STOPPED;
      case FAILED -> StoredSession.Status.FAILED;
    };
  }

  /** As it is now, or as it is stored. */
  private SessionState state(StoredSession stored, Map<SessionId, SessionState> elsewhere) {
    SessionId id = SessionId.parse(stored.id()).orElseThrow();
    Session session = sessions.get(id);
    return session == null
        ? Optional.ofNullable(elsewhere.get(id)).orElseGet(() -> SessionState.of(stored))
        : session.state();
  }

  /**
   * Gives a session a title, or takes it; pins it, so that it outlives the retention, or not.
   *
   * @return its state from now on
   * @throws UnknownSessionException if there is none of this id
   * @throws dev.yera.store.StoreException if that cannot be stored; then nothing is changed
   */
  public SessionState describe(SessionId id, NameAndPin description) {
    Session session = session(id);
    session.describe(description);
    return session.state();
  }

  /**
   * What a session said and was answered up to now, to be written as JSON, Markdown or HTML, with
   * all that its exit event has. The session is not started for it.
   *
   * @throws UnknownSessionException if there is none of this id
   */
  public SessionTranscript transcript(SessionId id) {
    return session(id).transcript(true);
  }

  /**
   * Answers a block; see {@link Session#addInteraction}.
   *
   * @throws UnknownSessionException if there is no session of this id
   * @throws ExecutorNotStartedException if nobody has viewed it yet
   * @throws StoppingException if the server is stopping
   */
  public void addInteraction(SessionId id, Interaction interaction) {
    session(id).addInteraction(interaction);
  }

  /**
   * All events of a session as frames; see {@link #generateEvents(SessionId, long)}.
   *
   * @throws UnknownSessionException if there is none of this id
   */
  public Flow.Publisher<String> generateEvents(SessionId id) {
    return generateEvents(id, 0);
  }

  /**
   * The events of a session from a number on, each item one frame. Any number of subscribers; each
   * is a viewer, the first starts the executor.
   *
   * @param after the number of the last event to skip; 0 for none
   * @throws UnknownSessionException if there is none of this id
   */
  public Flow.Publisher<String> generateEvents(SessionId id, long after) {
    return new EventPublisher(session(id), after, engine.viewerThreads());
  }

  /**
   * Ends a session and keeps it: all that it said, and that a user ended it. Does not wait for its
   * process tree to be gone.
   *
   * @throws UnknownSessionException if there is none of this id
   * @throws SessionEndedException if it has ended
   * @throws StoppingException if it was not started yet, and the server is stopping
   */
  public void endSession(SessionId id) {
    session(id).endByUser();
  }

  /**
   * Asks the app of a session to give up what it does; it may go on with something else.
   *
   * @throws UnknownSessionException if there is none of this id
   * @throws RuntimeException those of {@link Session#interrupt}
   */
  public void interruptSession(SessionId id) {
    session(id).interrupt();
  }

  /**
   * Ends a session and forgets it. Returns when its process tree is gone.
   *
   * @throws UnknownSessionException if there is none of this id
   */
  public void cleanupSession(SessionId id) {
    Session session = session(id);
    session.forget(ServerEnd.cleanedUp("The session was deleted."));
    await(List.of(session), TREE_PATIENCE);
    remove(session);
  }

  /** Ends and forgets all sessions. Returns when their process trees are gone. */
  public void cleanupAll() {
    broughtBack.join();
    List<Session> all = new ArrayList<>(sessions.values());
    all.forEach(session -> session.forget(ServerEnd.cleanedUp("All sessions were deleted.")));
    await(all, TREE_PATIENCE);
    all.forEach(this::remove);
  }

  /**
   * Ends the sessions of these owners and erases all that is stored of them, pinned ones too.
   * Returns when their process trees are gone. It may be called again: what is not there any more
   * is erased.
   *
   * @throws dev.yera.store.StoreException if some of it cannot be erased
   */
  public void eraseSessionsOf(SessionQuery.Whose owners) {
    broughtBack.join();
    List<SessionId> ids =
        engine.context().store().page(SessionQuery.of(owners)).sessions().stream()
            .map(stored -> SessionId.parse(stored.id()).orElseThrow())
            .toList();
    // All at once are told to end, so that they take their grace together.
    erase(ids);
    others.erase(ids);
    ids.forEach(this::eraseStored);
  }

  /** Ends sessions of this server and erases all of them; see {@link #eraseSessionsOf}. */
  public void erase(List<SessionId> ids) {
    List<Session> live = ids.stream().map(sessions::get).filter(Objects::nonNull).toList();
    live.forEach(session -> session.forget(ServerEnd.cleanedUp("All of its owner was deleted.")));
    await(live, TREE_PATIENCE);
    live.forEach(this::remove);
  }

  private void eraseStored(SessionId id) {
    try {
      remove(session(id));
    } catch (UnknownSessionException gone) {
      LOG.log(Level.FINE, "It was live, or somebody else erased it", gone);
    }
  }

  /** From the store first: what cannot be removed there is still here, for the next try. */
  private void remove(Session session) {
    if (stage.filter(each -> each.remove(session)).isPresent()) {
      return;
    }
    engine.context().store().remove(session.id().toString());
    if (sessions.remove(session.id(), session) || others != Others.NONE) {
      session.discardLog();
    }
  }

  static void await(List<Session> ending, Duration patience) {
    CompletableFuture<?>[] over =
        ending.stream().map(Session::over).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(over).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.SEVERE, "Processes of sessions do not end", e);
    }
  }

  private void refuseWhenStopping() {
    if (stopping) {
      throw new StoppingException();
    }
  }

  /** What sessions have added up to; {@link #standing} brings the sums of events up to date. */
  public Measures measures() {
    return engine.context().measures();
  }

  /** How the sessions of this server stand now. Looks at each of them, and at no file of theirs. */
  public Standing standing() {
    Map<AppId, Map<SessionStatus, Integer>> counts = new HashMap<>();
    long unstored = 0;
    long trouble = 0;
    for (Session each : sessions.values()) {
      SessionStatus status = each.status();
      if (!status.isEnded()) {
        counts
            .computeIfAbsent(each.app().id(), id -> new EnumMap<>(SessionStatus.class))
            .merge(status, 1, Integer::sum);
      }
      each.addToMeasures();
      unstored += each.unstored();
      trouble = Math.max(trouble, each.storeTroubleNanos());
    }
    return new Standing(counts, unstored, Duration.ofNanos(trouble), use());
  }

  private Use use() {
    try {
      return engine.context().meter().use();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "What sessions use cannot be measured", e);
      return new Use(0, 0, Duration.ZERO);
    }
  }

  /** The number of clock failures; each is logged. */
  public long clockFailures() {
    return engine.clockFailures();
  }

  /** What keeps sessions from being stored, in words for operators; empty if nothing does. */
  public Optional<String> storeTrouble() {
    return engine.context().store().trouble();
  }

  /**
   * How much the store keeps. Looks at each session of it.
   *
   * @throws StoreException if the store cannot be used
   */
  public StoreUse storeUse() {
    return engine.context().store().use();
  }

  /**
   * Which server of many writes each of these sessions, or did until its end; without those of
   * which it is not known, and empty without a cluster.
   *
   * @throws StoreException if the store cannot be used
   */
  public Map<SessionId, String> nodesOf(List<SessionId> ids) {
    Map<SessionId, String> nodes = new HashMap<>();
    if (engine.context().store() instanceof PostgresStore shared) {
      shared
          .owners(ids.stream().map(SessionId::toString).toList())
          .forEach(
              (id, owned) ->
                  owned.node().ifPresent(n -> nodes.put(SessionId.parse(id).orElseThrow(), n)));
    }
    return nodes;
  }

  /** Runs this after each round of the clocks, ten times a second; it must not fail nor wait. */
  public void afterEachTick(Runnable what) {
    engine.afterEachTick(what);
  }

  /** What all servers on the store agree on. */
  public Agreed agreed() {
    return engine.agreed();
  }

  /** What apps are kept in, in words for operators. */
  public String sandbox() {
    return engine.sandbox().description();
  }

  /** Whether apps of the protocol terminal can start. */
  public boolean hasTerminals() {
    return PseudoTerminal.areAvailable();
  }

  /** How many JVMs wait for their turn to start, those of the pool included. */
  public int startsWaiting() {
    return engine.context().starts().waiting();
  }

  /** Whether the server is stopping: nothing new is started. */
  public boolean isStopping() {
    return stopping;
  }

  /** The files of sessions, whichever server runs them. */
  public SessionFiles files() {
    return engine.context().files();
  }

  /** What is stored of a session, whichever server runs it; empty if there is none of this id. */
  public Optional<StoredSession> stored(SessionId id) {
    return engine.context().store().find(id.toString());
  }

  /** A folder of this server's own, which no app sees and which goes with the server. */
  public Path privateFolder() {
    return engine.context().guard().folder();
  }

  /** The threads that write to viewers; a viewer that does not read delays no others. */
  public Executor viewerThreads() {
    return engine.viewerThreads();
  }

  /**
   * Ends all sessions because the server stops; returns when their process trees are gone and their
   * viewers have the last event, or had time for it. The second call does nothing. Not only this
   * bean's {@code @PreDestroy} calls it: a container may remove threads, streams and even classes
   * before that (Payara does, measured), so the first detector of the stop runs the returned task.
   * Whoever runs it while running sessions still have time ({@code yera.cluster.drain}) ends that.
   */
  public Runnable shutdown() {
    return this::stopSoon;
  }

  private void stopSoon() {
    hurrying = toldToStop.getAndSet(true);
    stop();
  }

  @PreDestroy
  synchronized void stop() {
    if (stopping) {
      return;
    }
    drain();
    synchronized (broughtBack) {
      stopping = true;
    }
    engine.leaveContainer();
    List<Session> last = new ArrayList<>(sessions.values());
    last.forEach(session -> session.forget(ServerEnd.shutdown()));
    stage.ifPresent(each -> last.addAll(each.end()));
    engine.context().workers().close();
    await(last, STOP_PATIENCE);
    awaitLastWords(last);
    others.leave();
    stage.ifPresent(Stage::close);
    engine.close();
  }

  /** Lets sessions go on for a while that others would not take over. */
  private void drain() {
    if (!others.takeInstead()) {
      return;
    }
    Duration longest = settings.get(ClusterSettings.CLUSTER_DRAIN);
    LOG.log(Level.INFO, "New sessions go to other servers; running ones have {0}", longest);
    long deadline = nanoTime.getAsLong() + longest.toNanos();
    while (!hurrying && nanoTime.getAsLong() - deadline < 0 && isAnyRunning()) {
      LockSupport.parkNanos(100_000_000L);
    }
  }

  private boolean isAnyRunning() {
    return sessions.values().stream().anyMatch(each -> !each.over().isDone() && each.isStarted());
  }

  /** Waits a moment for viewers to read the exit event. */
  private void awaitLastWords(List<Session> ended) {
    long deadline = nanoTime.getAsLong() + LAST_WORDS.toNanos();
    for (Session session : ended) {
      while (session.state().viewers() > 0 && nanoTime.getAsLong() - deadline < 0) {
        LockSupport.parkNanos(5_000_000L);
      }
    }
  }

  private void expired(Session session) {
    session.forget(ServerEnd.cleanedUp("The session was not used."));
    SessionState state = session.state();
    boolean stays =
        engine.context().store().isLasting()
            && (state.pinned() || !settings.get(StoreSettings.STORE_RETENTION).isZero())
            && state.endedAt().isPresent();
    if (stays) {
      sessions.remove(session.id(), session); // it comes back when somebody asks for it
      return;
    }
    try {
      remove(session);
    } catch (StoreException e) {
      // The next start tries again; until then it can be deleted.
      LOG.log(Level.WARNING, "The session " + session.id() + " cannot be removed now", e);
    }
  }

  /** Forgets what is not to be kept. */
  private void tidy() {
    SessionStore store = engine.context().store();
    if (!store.isLasting()) {
      retention.tooMany(sessions.values()).forEach(this::remove);
      return;
    }
    leaveToStore();
    long now = nanoTime.getAsLong();
    long last = tidied.get();
    if (now - last < TIDY_NANOS || !tidied.compareAndSet(last, now)) {
      return; // all states are looked at: not for each of many sessions that end together
    }
    Duration kept = settings.get(StoreSettings.STORE_RETENTION);
    Instant before = kept.isZero() ? Instant.MIN : clock.instant().minus(kept);
    for (StoredSession each : store.excess(before, settings.get(StoreSettings.STORE_MAX_BYTES))) {
      if (!others.own(each.id())) { // whoever owns it has it in memory, too, and removes it
        remove(session(SessionId.parse(each.id()).orElseThrow()));
      }
    }
  }

  /** Of what ended only so many stay in memory: the others are in the store. */
  private void leaveToStore() {
    new Retention(settings.get(SessionSettings.SESSIONS_MAX_RETAINED), Long.MAX_VALUE)
        .tooMany(sessions.values()).stream()
            .filter(Session::isEndStored)
            .forEach(each -> sessions.remove(each.id(), each));
  }

  private void publish(SessionFact fact) {
    events.fire(fact);
    if (fact instanceof SessionFact.Ended) {
      tidy(); // last, because the store may fail
    }
  }
}
