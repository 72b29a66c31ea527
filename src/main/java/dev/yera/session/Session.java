package dev.yera.session;

import dev.yera.app.call.Arguments;
import dev.yera.catalog.BadArgumentsException;
import dev.yera.catalog.ListedApp;
import dev.yera.event.AppCall;
import dev.yera.event.EventLine;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Feedback;
import dev.yera.event.block.Terminal;
import dev.yera.event.block.Text;
import dev.yera.event.json.Json;
import dev.yera.executor.AppExecutor;
import dev.yera.executor.ProcessEnd;
import dev.yera.file.FileCopyException;
import dev.yera.session.diagnostic.Diagnostic;
import dev.yera.session.diagnostic.Diagnostics;
import dev.yera.session.limit.LimitExceededException;
import dev.yera.session.limit.Owner;
import dev.yera.session.question.AcceptedInteraction;
import dev.yera.session.question.BadInteractionException;
import dev.yera.session.question.Interaction;
import dev.yera.session.question.NotWaitingException;
import dev.yera.settings.SessionSettings;
import dev.yera.settings.Settings;
import dev.yera.settings.StoreSettings;
import dev.yera.store.EventLog;
import dev.yera.store.Links;
import dev.yera.store.StoreException;
import dev.yera.store.StoredSession;
import dev.yera.stream.Reader;
import dev.yera.stream.Viewable;
import dev.yera.stream.Watcher;
import dev.yera.trace.TraceParent;
import dev.yera.transcript.SessionTranscript;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One run of one app for one user: created, started by its first viewer, running until its process
 * tree is gone, then kept for replay. It broadcasts through its log: a viewer is a position in the
 * log, and never affects the session. Thread-safe; no method waits for a process or a client.
 *
 * <p>What can be watched from outside is here; the ways through it are parts of their own: it
 * begins ({@link Beginning}), is viewed ({@link Viewing}), answered ({@link Answering}, {@link
 * Replaying}) and told what users want else ({@link UserActs}), keeps time ({@link Clockwork}) and
 * ends ({@link SessionEnd}). Each takes the one lock ({@link SessionLock}) for what it changes in
 * {@link Viewers}, {@link Journal}, {@link Dialogue}, {@link Life} and {@link Talk} at once.
 * Writing, spawning, waiting and notifying happen after the lock is released.
 */
public final class Session implements Viewable {
  private final SessionId id;
  private final ListedApp app;

  private final SessionTrace trace;
  private final Owner owner;
  private final SessionContext context;
  private final StateRecord record;

  /** Whether it ended under a server before this one. */
  private final boolean isOfBefore;

  private final EventLog log;
  private final ForOthers forOthers;
  private final Diagnostics diagnostics = new Diagnostics();
  private final SessionLock lock = new SessionLock();

  /** Whether another server owns it now. */
  private final AtomicBoolean lost = new AtomicBoolean();

  private final Viewers viewers;
  private final Journal journal;
  private final Storing storing;
  private final Dialogue dialogue;
  private final Life life;
  private final Talk talk;
  private final Silence silence = new Silence();
  private final Tally tally;

  // The ways through it, each of which takes the lock as often as it has to.
  private final SessionEnd end;
  private final Keeping keeping;
  private final Beginning beginning;
  private final Viewing viewing;
  private final Answering answering;
  private final Replaying replaying;
  private final UserActs acts;
  private final Clockwork clockwork;

  /**
   * A new session.
   *
   * @param released is run once, when it has no process left and its slot is free
   */
  Session(
      SessionId id,
      ListedApp app,
      Arguments arguments,
      Creator creator,
      SessionContext context,
      Runnable released) {
    this(id, app, arguments, creator, Optional.empty(), context, released);
  }

  /**
   * A new session that is given answers of another one.
   *
   * @param fork which, of what other; empty for none
   * @param released see {@link #Session(SessionId, ListedApp, Arguments, Creator, SessionContext,
   *     Runnable)}
   */
  Session(
      SessionId id,
      ListedApp app,
      Arguments arguments,
      Creator creator,
      Optional<Fork> fork,
      SessionContext context,
      Runnable released) {
    this(
        AsStored.created(id, app, arguments, creator, fork, context.clock().instant()),
        app,
        Prelude.of(id, app, arguments, creator.user(), SessionTrace.places(creator, context)),
        context,
        context.store()::add,
        released);
  }

  /**
   * One that is stored: to be started, or ended.
   *
   * @throws dev.yera.store.StoreException if its log cannot be had
   */
  static Session stored(
      StoredSession stored, ListedApp app, SessionContext context, Runnable released) {
    Prelude prelude =
        stored.end().isPresent()
            ? Prelude.OVER
            : Prelude.of(
                SessionId.parse(stored.id()).orElseThrow(),
                app,
                AsStored.arguments(stored),
                AsStored.user(stored),
                Prelude.Places.NONE);
    Session session = new Session(stored, app, prelude, context, context.store()::log, released);
    if (stored.end().isPresent()) {
      session.end.wasBefore();
    }
    return session;
  }

  private Session(
      StoredSession stored,
      ListedApp app,
      Prelude prelude,
      SessionContext context,
      Logs logs,
      Runnable released) {
    Settings settings = context.settings();
    this.id = SessionId.parse(stored.id()).orElseThrow();
    this.app = app;
    this.trace = new SessionTrace(id, app.id(), prelude.places(), context);
    this.owner = Owner.of(stored.owner());
    this.record = new StateRecord(context.store(), stored);
    this.isOfBefore = stored.end().isPresent();
    this.context = context;
    viewers = new Viewers(settings.get(SessionSettings.MAX_VIEWERS), context.viewerPlaces());
    dialogue =
        new Dialogue(
            settings.get(SessionSettings.MAX_PENDING_INPUT),
            settings.get(SessionSettings.INPUT_QUOTA));
    SessionClocks clocks = new SessionClocks(settings, app, now());
    life =
        AsStored.ending(stored)
            .map(ended -> new Life(id, clocks, ended, now()))
            .orElseGet(() -> new Life(id, clocks, settings.get(SessionSettings.STOP_GRACE)));
    log = logs.of(stored, viewers::wake);
    forOthers = new ForOthers(log, record);
    AppCall call = AppCall.first(app.id().value());
    long quota = settings.get(SessionSettings.OUTPUT_QUOTA);
    journal = new Journal(log, quota, call, context.clock(), diagnostics);
    Duration patience =
        context.store().isLasting() ? settings.get(StoreSettings.STORE_PATIENCE) : Duration.ZERO;
    storing =
        new Storing(
            log,
            patience,
            context.nanoTime(),
            context.measures().stores(),
            journal::storageFailed,
            this::fenced);
    talk = new Talk(journal, dialogue, life, trace, context.nanoTime());
    tally = new Tally(log, context.measures());
    SessionParts parts =
        new SessionParts(
            id,
            app,
            context,
            lock,
            viewers,
            journal,
            dialogue,
            life,
            talk,
            tally,
            trace,
            log,
            forOthers,
            record,
            storing,
            diagnostics,
            silence);
    end = new SessionEnd(parts, released);
    keeping = new Keeping(parts, end);
    beginning = new Beginning(parts, prelude, before -> Hearing.prepare(this, before, context));
    viewing = new Viewing(parts, beginning);
    answering = new Answering(parts, keeping);
    replaying = new Replaying(parts, AsStored.replay(stored), answering, keeping);
    acts = new UserActs(parts, beginning, end, keeping);
    clockwork = new Clockwork(parts, end, keeping, replaying, () -> context.expired().accept(this));
  }

  /** Its spans. */
  SessionTrace trace() {
    return trace;
  }

  private interface Logs {
    EventLog of(StoredSession stored, Runnable readable);
  }

  /** Its id. */
  public SessionId id() {
    return id;
  }

  /** The app that it runs. */
  public ListedApp app() {
    return app;
  }

  /** Whose it is. */
  public Owner owner() {
    return owner;
  }

  /** The sessions that it was made from, and that were made from it. */
  public Links links() {
    return record.state().links();
  }

  /** Completed when it is forgotten or ended, and has no process left. */
  CompletableFuture<Void> over() {
    return end.over();
  }

  private long now() {
    return context.nanoTime().getAsLong();
  }

  // ---- Viewers

  /**
   * {@inheritDoc}
   *
   * @throws LimitExceededException if there are too many viewers; nothing is started then
   * @throws StoppingException if it is not started yet, and the server is stopping
   * @throws UnknownSessionException if the session was forgotten meanwhile
   */
  @Override
  public Reader open(Watcher watcher, long after, Object key) {
    return open(watcher, after, key, true);
  }

  /**
   * Adds a viewer; see {@link #open(Watcher, long, Object)}.
   *
   * @param whole whether it gets the exit event with all that is in it, or as others see it
   */
  public Reader open(Watcher watcher, long after, Object key, boolean whole) {
    return viewing.open(watcher, after, key, whole);
  }

  /**
   * Reads along for another node, without being a viewer: starts nothing, and counts nowhere.
   *
   * @throws dev.yera.store.BadEventIdException if there is no such event
   */
  public Reader follow(Watcher watcher, long after) {
    return viewing.follow(watcher, after);
  }

  /** Whether somebody has viewed it. */
  boolean isStarted() {
    synchronized (lock) {
      return life.isStarted(lock.held);
    }
  }

  /** Whether it has ended and has no event after this one. */
  public boolean isOverAfter(long event) {
    synchronized (lock) {
      return life.phase(lock.held) instanceof Phase.Ended && event == log.lastId();
    }
  }

  /** Whether it waits for an answer and has said nothing after this event. */
  public boolean isWaitingAfter(long event) {
    synchronized (lock) {
      return dialogue.isWaiting(lock.held) && event == log.lastId();
    }
  }

  // ---- The executor

  /**
   * Writes the start line to the new process.
   *
   * @param pid the first of its processes
   */
  void spawned(long pid) {
    beginning.spawned(pid);
    keeping.store();
    replaying.goOn();
  }

  /** Notes that the app is ready or started. */
  void ready() {
    synchronized (lock) {
      beginning.ready(lock.held);
    }
  }

  /** Notes how its process comes to be. */
  void startsBy(Measures.Start how) {
    beginning.by(how);
  }

  // ---- Output of the app

  /** Takes a complete chunk. */
  void say(EventLine.Whole chunk, byte[] bytes, int offset, int length) {
    synchronized (lock) {
      if (talk.isAudible(lock.held)) {
        journal.append(lock.held, chunk, bytes, offset, length);
        life.clocks(lock.held).output(now());
        return;
      }
    }
    journal.refuse(bytes, offset, length);
  }

  /** Takes an event to be checked and completed. */
  void say(EventLine.Partial line) {
    Optional<AppExecutor> leaving = Optional.empty();
    boolean audible;
    synchronized (lock) {
      audible = talk.isAudible(lock.held);
      if (audible) {
        leaving = talk.event(lock.held, replaying.suggest(lock.held, line));
      }
    }
    leaving.ifPresent(AppExecutor::closeInput);
    if (!audible) {
      byte[] json = Json.bytes(line.members());
      journal.refuse(json, 0, json.length);
    }
  }

  /** Takes text of a console program. */
  void say(Text text) {
    silence.end();
    synchronized (lock) {
      if (talk.isAudible(lock.held)) {
        talk.append(lock.held, journal.text(lock.held, text));
      }
    }
  }

  /** Takes what a program printed on its terminal. */
  void say(Terminal piece) {
    synchronized (lock) {
      if (talk.isAudible(lock.held)) {
        talk.append(lock.held, journal.terminal(lock.held, piece));
        talk.look(lock.held, life.live(lock.held).run());
      }
    }
  }

  /** Stores what the app said, which wakes the viewers. The app waits while the store does. */
  void said() {
    keeping.patiently(this::goesOn);
    replaying.goOn();
  }

  /** Whether what its app says is still taken. */
  boolean goesOn() {
    synchronized (lock) {
      return talk.isAudible(lock.held) && !lost.get();
    }
  }

  void diagnose(Diagnostic.Source source, String text) {
    journal.diagnose(source, text);
  }

  // ---- Answers

  /**
   * Takes a user's answer: first into the log, so that replays and other viewers have it, then to
   * the app.
   *
   * @throws StoppingException if the server is stopping
   * @throws ExecutorNotStartedException if nobody has viewed the session yet
   * @throws SessionEndedException if it is ending or has ended
   * @throws NotWaitingException if the block cannot be answered now
   * @throws BadInteractionException if it does not take this answer, or a file of it
   * @throws FileCopyException if there is no room for its files; the question stays open
   * @throws LimitExceededException if the app does not read its input
   * @throws StoreException if what was said before cannot be stored now
   */
  public void addInteraction(Interaction interaction) {
    addInteraction(interaction, Optional.empty());
  }

  /**
   * Takes a user's answer; see {@link #addInteraction(Interaction)}.
   *
   * @param place in which trace that is done; empty for that in which the session was created
   */
  public void addInteraction(Interaction interaction, Optional<TraceParent> place) {
    answering.take(interaction, place);
  }

  /**
   * Asks the app to give up what it does: first in the log, then by a line, or by SIGINT for a
   * console program.
   *
   * @throws StoppingException if the server is stopping
   * @throws ExecutorNotStartedException if nobody has viewed the session yet
   * @throws SessionEndedException if it is ending or has ended
   * @throws WaitingForAnswerException if the app waits for an answer
   * @throws LimitExceededException if the app does not read its input
   * @throws StoreException if what was said before cannot be stored now
   */
  public void interrupt() {
    acts.interrupt();
  }

  /**
   * Takes what a user thinks of a block.
   *
   * @throws StoppingException if the server is stopping
   * @throws ExecutorNotStartedException if nobody has viewed the session yet
   * @throws SessionEndedException if it is ending or has ended
   * @throws BadArgumentsException if it has no such block
   * @throws StoreException if what was said before cannot be stored now
   */
  public void addFeedback(BlockId block, Feedback feedback) {
    acts.addFeedback(block, feedback);
  }

  /**
   * What users thought of its blocks, in the order in which they first said so.
   *
   * @throws java.io.UncheckedIOException if what is stored cannot be read
   */
  public List<GivenFeedback> feedback() {
    return GivenFeedback.all(log);
  }

  /**
   * Changes the size of the app's terminal.
   *
   * @param columns 1 to 1,000
   * @param rows likewise
   * @throws StoppingException if the server is stopping
   * @throws ExecutorNotStartedException if nobody has viewed the session yet
   * @throws SessionEndedException if it is ending or has ended
   * @throws NotWaitingException if the app runs on no terminal
   */
  public void resizeTerminal(int columns, int rows) {
    acts.resizeTerminal(columns, rows);
  }

  // ---- The end

  /** Appends the exit event, when the process tree is gone and all output is read. */
  void ended(ProcessEnd ending) {
    end.ended(ending);
  }

  /**
   * Ends it for a reason of the server. A session that never started is only forgotten; of several
   * reasons the first counts.
   */
  void end(ServerEnd reason) {
    end.end(reason);
  }

  /**
   * Ends it because a user wants that. One that nobody has viewed is started and stopped in one
   * step, so that it is kept like the others: with a log, and without a process.
   *
   * @throws SessionEndedException if it has ended
   * @throws StoppingException if it is not started yet, and the server is stopping
   * @throws UnknownSessionException if the session was forgotten meanwhile
   */
  void endByUser() {
    acts.end();
  }

  /**
   * Another server owns it: nothing that is said here is stored any more. Its processes end, and
   * its viewers come back to where it is now, with all that they saw still there.
   */
  private void fenced() {
    if (lost.compareAndSet(false, true)) {
      // The thread that found out may be the one that the end waits for.
      context
          .processes()
          .execute(
              () -> {
                abandon();
                addToMeasures();
                context.lost().accept(this);
                viewers.replaceAll();
              });
    }
  }

  /**
   * This server may not own it any more: its processes end at once. One that nobody has viewed is
   * forgotten here.
   */
  void abandon() {
    end.abandon(ServerEnd.nodeLost());
  }

  /** Forgets it; {@code over} completes when it has no process left. */
  void forget(ServerEnd reason) {
    end.forget(reason);
  }

  /** Checks the clocks, then notifies the viewers of the time. */
  void tick() {
    clockwork.tick();
  }

  /**
   * Tells its viewers the time, and does nothing else.
   *
   * @return whether it has any
   */
  boolean tickViewers(long now) {
    viewers.tick(now);
    synchronized (lock) {
      return viewers.count(lock.held) > 0;
    }
  }

  /** Discards the log; current viewers still get all of it. */
  void discardLog() {
    viewing.discardLog();
  }

  /** Whether something that was said could not be stored, and still is not. */
  boolean isStoreFailing() {
    return storing.isFailing();
  }

  /** Whether it has ended, and the store knows how. */
  boolean isEndStored() {
    return record.state().end().isPresent() && !record.isPending();
  }

  /**
   * The size on disk of its log, and of its files where the store goes with the server; in bytes.
   */
  long sizeOnDisk() {
    return log.sizeOnDisk()
        + (context.store().isLasting() ? 0 : context.store().files().bytes(id.toString()));
  }

  // ---- State

  /** Adds what it said since the last call to the sums of the server. */
  void addToMeasures() {
    synchronized (lock) {
      tally.count(lock.held);
    }
  }

  /** Whether it is waiting for a viewer, runs or has ended. */
  SessionStatus status() {
    synchronized (lock) {
      return life.phase(lock.held).status();
    }
  }

  /** How many events are appended and not stored. */
  long unstored() {
    return Math.max(0, log.lastId() - log.readableId());
  }

  /** For how long the store could not take what it said; 0 if it can. */
  long storeTroubleNanos() {
    return storing.troubleFor(now());
  }

  /** Whether its app runs, and is not to end. */
  boolean isRunning() {
    synchronized (lock) {
      return life.phase(lock.held).status() == SessionStatus.RUNNING;
    }
  }

  /** A snapshot. */
  public SessionState state() {
    StoredSession stored = record.state();
    synchronized (lock) {
      Phase phase = life.phase(lock.held);
      Optional<Phase.Ended> ended =
          phase instanceof Phase.Ended end ? Optional.of(end) : Optional.empty();
      return new SessionState(
          id,
          app.id(),
          app.name(),
          owner,
          phase.status(),
          stored.createdAt(),
          phase.startedAt(),
          ended.map(Phase.Ended::endedAt),
          log.readableId(),
          viewers.count(lock.held),
          stored.end().map(StoredSession.End::interactions).orElse(dialogue.count(lock.held)),
          dialogue.awaiting(lock.held),
          ended.map(Phase.Ended::exit),
          stored.title(),
          stored.pinned());
    }
  }

  /** The accepted answers, oldest first. */
  public List<AcceptedInteraction> interactions() {
    if (isOfBefore) {
      return AcceptedAnswers.all(log);
    }
    List<Long> events;
    synchronized (lock) {
      events = dialogue.accepted(lock.held);
    }
    return AcceptedAnswers.read(log, events);
  }

  /**
   * What it said up to now; nothing is started for it.
   *
   * @param whole whether its exit has all that is in it, or what others see of it
   */
  public SessionTranscript transcript(boolean whole) {
    SessionState state = state();
    return new SessionTranscript(
        state.head(), after -> forOthers.cursorAfter(after, whole), state.lastEventId());
  }

  /**
   * What another session needs that is made from this one.
   *
   * @param upto the answers before that of this block are given; empty for all
   * @throws BadArgumentsException if this block was never answered, or the arguments were too large
   *     to be kept
   * @throws NotWaitingException if the app reads keys
   */
  Fork fork(Optional<BlockId> upto) {
    return Fork.of(app, record.state(), log, upto);
  }

  /**
   * Notes that another session was made from it.
   *
   * @throws dev.yera.store.StoreException if that cannot be stored
   */
  void forkedTo(SessionId fork) {
    record.change(state -> state.linked(state.links().with(fork.toString())));
  }

  /**
   * Names it, or pins it.
   *
   * @throws dev.yera.store.StoreException if that cannot be stored
   */
  void describe(NameAndPin description) {
    record.change(description::of);
  }

  /** The newest diagnostic lines, oldest first. */
  public List<Diagnostic> diagnostics() {
    return diagnostics.lines();
  }
}
