package dev.yera.session;

import dev.yera.app.call.Arguments;
import dev.yera.catalog.Catalog;
import dev.yera.catalog.ListedApp;
import dev.yera.catalog.UnknownAppException;
import dev.yera.event.block.BlockId;
import dev.yera.file.SessionFiles;
import dev.yera.model.ModelUser;
import dev.yera.session.limit.Owner;
import dev.yera.session.limit.Slots;
import dev.yera.session.limit.ViewerPlaces;
import dev.yera.session.question.Interaction;
import dev.yera.settings.Settings;
import dev.yera.settings.Starting;
import dev.yera.store.Agreed;
import dev.yera.store.SessionQuery;
import dev.yera.store.StoredSession;
import dev.yera.stream.EventPublisher;
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
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.LongSupplier;

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

  private final LocalSessions here = new LocalSessions();
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

  private SessionEngine engine;
  private Revisited revisited;
  private Slots slots;
  private FormerSessions former;
  private Forgetting forgetting;
  private Creation creation;
  private Listing listing;
  private ServerStop stop;
  private SessionGauges gauges;
  private SharedSessions shared;

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
    engine =
        new SessionEngine(
            settings,
            work,
            supervision,
            threads,
            clock,
            nanoTime,
            here.all(),
            this::isStopping,
            session -> forgetting.expired(session),
            session -> shared.lost(session),
            this::caller,
            this::publish);
    SessionContext context = engine.context();
    former = new FormerSessions(here, context, catalog, slots);
    forgetting = new Forgetting(here, former, context);
    shared = new SharedSessions(here, former, context);
    gauges = new SessionGauges(here, slots, engine);
    creation = new Creation(here, context, slots, forgetting);
    listing = new Listing(here, former, context.store());
    stop = new ServerStop(here, engine);
    revisited = new Revisited(nanoTime);
    engine.afterEachTick(revisited::tick);
    engine.afterEachTick(new Housekeeping(here, former, forgetting, context)::tick);
    catalog.apps(); // so that the log has broken apps before the first request
    opened.fire(new SessionsOpened(this, context.store(), context.processes()));
    if (here.isShared()) {
      former.belongToOthers();
    } else {
      supervision.execute(() -> former.bringBackAll(forgetting::tidy));
    }
  }

  /** What operators read of the sessions of this server. */
  public SessionGauges gauges() {
    return gauges;
  }

  /** These sessions as those of one of many servers. */
  public SharedSessions shared() {
    return shared;
  }

  /**
   * Lets the server warm up, on the one stage that it has. Its sessions are those that {@link
   * Owner#REHEARSAL} creates, until the stage or the server is closed.
   *
   * @throws StoppingException if the server is stopping
   */
  public Stage openStage() {
    if (!here.unlessClosed(() -> here.open(engine.openStage()))) {
      throw new StoppingException();
    }
    return here.stage().orElseThrow();
  }

  /**
   * An app of the stage.
   *
   * @throws UnknownAppException if there is none of this id, or no stage
   */
  public ListedApp rehearsedApp(String id) {
    return here.stage()
        .flatMap(each -> each.app(id))
        .orElseThrow(() -> new UnknownAppException(id));
  }

  /** Threads for what may wait, while the server runs. */
  public Executor background() {
    return engine.context().processes();
  }

  /** Whose a session is that is in this server's memory; asks no store and waits for nothing. */
  public Optional<Owner> ownerInMemory(SessionId id) {
    return here.find(id).map(Session::owner);
  }

  /** The id of the trace in which a session of this server's memory was created; as that. */
  public Optional<String> traceInMemory(SessionId id) {
    return here.find(id).flatMap(session -> session.trace().id());
  }

  /** The places of this server for viewers, of its own sessions and of others'. */
  public ViewerPlaces viewerPlaces() {
    return engine.context().viewerPlaces();
  }

  /** Whose session this is, and of which app, while it runs. */
  private Optional<ModelUser> caller(UUID id) {
    return here.find(new SessionId(id))
        .filter(Session::isRunning)
        .map(session -> new ModelUser(session.owner().key(), session.app().id().value()));
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
      return here.stage().orElseThrow(StoppingException::new).create(app, arguments, creator);
    }
    return creation.create(app, arguments, creator, Optional.empty());
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
    return creation.fork(from, app, upto, creator);
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
    return former.session(id);
  }

  /**
   * The session for viewers, who have to know of each other: of one that ended under another server
   * {@link #session} gives everybody their own.
   *
   * @param session what that gave
   */
  public Session toView(Session session) {
    return here.findAny(session.id()).isPresent() ? session : revisited.of(session);
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
    return listing.sessionsOf(query);
  }

  /**
   * What users thought in the sessions that {@link #sessionsOf(SessionQuery)} lists; not in those
   * that run on another node now.
   *
   * @throws dev.yera.store.StoreException if the store cannot be used
   */
  public FeedbackList feedbackOn(SessionQuery query) {
    return listing.feedbackOn(query);
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
    return listing.sessionsOf(query, status);
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
    forgetting.cleanup(session(id));
  }

  /** Ends and forgets all sessions. Returns when their process trees are gone. */
  public void cleanupAll() {
    forgetting.cleanupAll();
  }

  /**
   * Ends the sessions of these owners and erases all that is stored of them, pinned ones too.
   * Returns when their process trees are gone. It may be called again: what is not there any more
   * is erased.
   *
   * @throws dev.yera.store.StoreException if some of it cannot be erased
   */
  public void eraseSessionsOf(SessionQuery.Whose owners) {
    forgetting.eraseSessionsOf(owners);
  }

  /** Ends sessions of this server and erases all of them; see {@link #eraseSessionsOf}. */
  public void erase(List<SessionId> ids) {
    forgetting.erase(ids);
  }

  /** Runs this after each round of the clocks, ten times a second; it must not fail nor wait. */
  public void afterEachTick(Runnable what) {
    engine.afterEachTick(what);
  }

  /** What all servers on the store agree on. */
  public Agreed agreed() {
    return engine.agreed();
  }

  /** Whether the server is stopping: nothing new is started. */
  public boolean isStopping() {
    return here.isClosed();
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
    return stop::soon;
  }

  @PreDestroy
  void stop() {
    stop.now();
  }

  private void publish(SessionFact fact) {
    events.fire(fact);
    if (fact instanceof SessionFact.Ended) {
      forgetting.tidy(); // last, because the store may fail
    }
  }
}
