package dev.yera.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.yera.app.call.Arguments;
import dev.yera.catalog.BadArgumentsException;
import dev.yera.catalog.ListedApp;
import dev.yera.catalog.Protocol;
import dev.yera.event.AppCall;
import dev.yera.event.EventLine;
import dev.yera.event.OutputEvent;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Exit;
import dev.yera.event.block.Feedback;
import dev.yera.event.block.FileRef;
import dev.yera.event.block.Interrupt;
import dev.yera.event.block.Level;
import dev.yera.event.block.ModelUse;
import dev.yera.event.block.Notice;
import dev.yera.event.block.Start;
import dev.yera.event.block.Terminal;
import dev.yera.event.block.Text;
import dev.yera.event.json.Json;
import dev.yera.executor.AppExecutor;
import dev.yera.executor.Mark;
import dev.yera.executor.ProcessEnd;
import dev.yera.file.FileCopyException;
import dev.yera.file.HandedFolder;
import dev.yera.protocol.AppProtocol;
import dev.yera.sandbox.Excess;
import dev.yera.session.diagnostic.Diagnostic;
import dev.yera.session.diagnostic.Diagnostics;
import dev.yera.session.limit.LimitExceededException;
import dev.yera.session.limit.Owner;
import dev.yera.session.question.AcceptedInteraction;
import dev.yera.session.question.BadInteractionException;
import dev.yera.session.question.HandedFile;
import dev.yera.session.question.Interaction;
import dev.yera.session.question.NamedFile;
import dev.yera.session.question.NotWaitingException;
import dev.yera.session.question.OpenQuestion;
import dev.yera.session.question.PastAnswer;
import dev.yera.settings.Settings;
import dev.yera.store.EventLog;
import dev.yera.store.Links;
import dev.yera.store.StoreException;
import dev.yera.store.StoredFile;
import dev.yera.store.StoredSession;
import dev.yera.stream.Reader;
import dev.yera.stream.Viewable;
import dev.yera.stream.Watcher;
import dev.yera.trace.TraceParent;
import dev.yera.transcript.SessionTranscript;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One run of one app for one user: created, started by its first viewer, running until its process
 * tree is gone, then kept for replay. It broadcasts through its log: a viewer is a position in the
 * log, and never affects the session. Thread-safe; no method waits for a process or a client.
 *
 * <p>Its four parts ({@link Viewers}, {@link Journal}, {@link Dialogue}, {@link Life}) share one
 * lock, which is here, with all changes to several of them at once. Writing, spawning, waiting and
 * notifying happen after the lock is released.
 */
public final class Session implements Viewable {
  private final SessionId id;
  private final ListedApp app;

  @GuardedBy("lock")
  private Prelude prelude;

  private final SessionTrace trace;
  private final Owner owner;
  private final SessionContext context;
  private final Runnable released;
  private final StateRecord record;

  /** Whether it ended under a server before this one. */
  private final boolean isOfBefore;

  private final EventLog log;
  private final ForOthers forOthers;
  private final Diagnostics diagnostics = new Diagnostics();
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  /** Answers that it is given of another session. */
  private final Replay replay;

  /** Whether files of an earlier answer are on their way to where the app reads them. */
  @GuardedBy("lock")
  private boolean isCopying;

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
  private volatile Measures.Start start = Measures.Start.COMMAND;

  /** When the answer came that the app has said nothing after; 0 if there is none. */
  private final AtomicLong answered = new AtomicLong();

  /** What of the log is in the sums of the server. */
  @GuardedBy("lock")
  private long countedEvents;

  @GuardedBy("lock")
  private long countedBytes;

  /** Whether a thread looks at the silent program now. */
  private final AtomicBoolean looking = new AtomicBoolean();

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
      session.over.complete(null);
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
    this.prelude = prelude;
    this.trace = new SessionTrace(id, app.id(), prelude.places(), context);
    this.owner = Owner.of(stored.owner());
    this.record = new StateRecord(context.store(), stored);
    this.isOfBefore = stored.end().isPresent();
    this.replay = AsStored.replay(stored);
    this.context = context;
    this.released = released;
    viewers = new Viewers(settings.get(Settings.MAX_VIEWERS), context.viewerPlaces());
    dialogue =
        new Dialogue(settings.get(Settings.MAX_PENDING_INPUT), settings.get(Settings.INPUT_QUOTA));
    SessionClocks clocks = new SessionClocks(settings, app, now());
    life =
        AsStored.ending(stored)
            .map(ended -> new Life(id, clocks, ended, now()))
            .orElseGet(() -> new Life(id, clocks, settings.get(Settings.STOP_GRACE)));
    log = logs.of(stored, viewers::wake);
    forOthers = new ForOthers(log, record);
    AppCall call = AppCall.first(app.id().value());
    long quota = settings.get(Settings.OUTPUT_QUOTA);
    journal = new Journal(log, quota, call, context.clock(), diagnostics);
    Duration patience =
        context.store().isLasting() ? settings.get(Settings.STORE_PATIENCE) : Duration.ZERO;
    storing =
        new Storing(
            log,
            patience,
            context.nanoTime(),
            context.measures().stores(),
            journal::storageFailed,
            this::fenced);
    talk = new Talk(journal, dialogue, life, trace, context.nanoTime());
    countedEvents = log.lastId();
    countedBytes = log.size();
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
    return over;
  }

  private long now() {
    return context.nanoTime().getAsLong();
  }

  private void publish(SessionFact fact) {
    context.facts().accept(fact);
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
    List<Watcher> givingWay = new ArrayList<>(0);
    Phase.Run starting = null;
    EventLog.Cursor cursor;
    boolean behind;
    try {
      synchronized (lock) {
        refuseUnviewable();
        // Take the position before anything can be appended: an event in between would be lost.
        cursor = forOthers.cursorAfter(after, whole);
        behind = log.readableId() > after;
        takePlace(watcher, key, givingWay);
        if (!life.isStarted(lock.held)) {
          starting = begin();
        }
      }
    } finally {
      givingWay.forEach(Watcher::replace);
    }
    if (starting != null) {
      start(starting);
    }
    publish(new SessionFact.Viewed(id, context.clock().instant(), after, behind));
    return new Reader(cursor, () -> leave(key, watcher));
  }

  /** Stores that it has begun, tells it, and spawns its process. */
  private void start(Phase.Run run) {
    Instant at = run.at();
    record.note(state -> state.started(at));
    record.settle();
    storing.attempt();
    publish(new SessionFact.Started(id, at));
    run.executor().start();
  }

  @GuardedBy("lock")
  private void refuseUnviewable() {
    if (!life.isStarted(lock.held)) {
      refuseWhenStopping(); // a started session can still be viewed to its end
    }
    if (life.isForgotten(lock.held)) {
      throw new UnknownSessionException(id.toString());
    }
  }

  private void refuseWhenStopping() {
    if (context.stopping().getAsBoolean()) {
      throw new StoppingException();
    }
  }

  @GuardedBy("lock")
  private void takePlace(Watcher watcher, Object key, List<Watcher> givingWay) {
    int before = viewers.count(lock.held);
    try {
      viewers.add(lock.held, key, watcher, givingWay);
    } finally {
      viewersChanged(before); // even if it was refused: a removed one may have been the last
    }
  }

  @GuardedBy("lock")
  private void viewersChanged(int before) {
    int count = viewers.count(lock.held);
    if (count != before) {
      life.clocks(lock.held).viewers(count, now());
    }
  }

  private void leave(Object key, Watcher watcher) {
    synchronized (lock) {
      int before = viewers.count(lock.held);
      viewers.remove(lock.held, key, watcher);
      viewersChanged(before);
    }
    deleteUnwantedLog();
  }

  /**
   * Reads along for another node, without being a viewer: starts nothing, and counts nowhere.
   *
   * @throws dev.yera.store.BadEventIdException if there is no such event
   */
  public Reader follow(Watcher watcher, long after) {
    synchronized (lock) {
      EventLog.Cursor cursor = log.cursorAfter(after);
      viewers.follow(lock.held, watcher);
      return new Reader(cursor, () -> unfollow(watcher));
    }
  }

  private void unfollow(Watcher watcher) {
    synchronized (lock) {
      viewers.unfollow(lock.held, watcher);
    }
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

  /** Appends the start event for the first viewer; the caller spawns the process. */
  @GuardedBy("lock")
  private Phase.Run begin() {
    Phase.Run run = Hearing.prepare(this, prelude, context);
    prelude = Prelude.OVER;
    life.start(lock.held, run, now());
    journal.append(lock.held, journal.event(lock.held, new Start(app.name())));
    return run;
  }

  /**
   * Writes the start line to the new process.
   *
   * @param pid the first of its processes
   */
  void spawned(long pid) {
    synchronized (lock) {
      SessionClocks clocks = life.clocks(lock.held);
      clocks.spawned(now());
      if (life.phase(lock.held) instanceof Phase.Live live) {
        AppProtocol protocol = live.run().protocol();
        if (protocol.isReadyAtOnce()) {
          ready(clocks);
        }
        talk.turn(lock.held, live.run(), protocol.started());
        if (app.protocol() == Protocol.TEXT) {
          silence.begin(pid, now());
        }
      }
    }
    store();
    replay();
  }

  /** Notes that the app is ready or started. */
  void ready() {
    synchronized (lock) {
      ready(life.clocks(lock.held));
    }
  }

  @GuardedBy("lock")
  private void ready(SessionClocks clocks) {
    OptionalLong took = clocks.ready(now());
    if (took.isPresent()) {
      context.measures().starts(start).add(took.getAsLong());
      life.phase(lock.held).startedAt().ifPresent(begin -> trace.ready(lock.held, begin));
    }
  }

  /** Notes how its process comes to be. */
  void startsBy(Measures.Start how) {
    start = how;
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
        leaving = talk.event(lock.held, replay.suggest(lock.held, line));
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
    storing.patiently(this::goesOn);
    long since = answered.get();
    if (since != 0 && answered.compareAndSet(since, 0)) {
      context.measures().answers().add(now() - since);
    }
    journal.trouble().ifPresent(this::end);
    replay();
  }

  /** Whether what its app says is still taken. */
  boolean goesOn() {
    synchronized (lock) {
      return talk.isAudible(lock.held) && !lost.get();
    }
  }

  /** Stores what was appended, if the store can. */
  private void store() {
    storing.attempt();
    journal.trouble().ifPresent(this::end);
  }

  /** What it said first; see {@link #ended}. */
  private void storeAgain() {
    if (storing.attempt()) {
      record.settle();
    }
    journal.trouble().ifPresent(this::end);
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
    try (SessionTrace.Answer answer = trace.answer(place)) {
      take(interaction, answer.place());
      answer.taken();
    }
  }

  private void take(Interaction interaction, Optional<TraceParent> span) {
    if (storing.isFailing()) {
      throw new StoreException("The answer cannot be stored now. Try again later.", null);
    }
    int size = Json.bytes(interaction.value()).length;
    Map<String, HandedFile> files = handed(interaction);
    Instant at;
    synchronized (lock) {
      refuseWhenStopping();
      at = accept(interaction, size, files, span);
    }
    answered(interaction, at);
  }

  /**
   * Copies the files that an answer names to where the app can read them. Its question may be
   * another one by the time they are there: they are checked once more when it is taken.
   */
  private Map<String, HandedFile> handed(Interaction interaction) {
    List<NamedFile> named;
    synchronized (lock) {
      refuseWhenStopping();
      life.answerable(lock.held);
      named = dialogue.files(lock.held, interaction);
    }
    if (named.isEmpty()) {
      return Map.of();
    }
    Map<String, HandedFile> handed = new HashMap<>();
    HandedFolder folder = new HandedFolder(context.guard().home(new Mark(id.value())).files());
    List<StoredFile> all = new ArrayList<>();
    for (NamedFile each : named) {
      all.add(each.check(context.files().find(id.toString(), each.id())));
    }
    try {
      for (StoredFile file : all) {
        handed.put(
            file.id(), new HandedFile(file, folder.copy(context.files(), id.toString(), file)));
      }
    } catch (FileCopyException e) {
      synchronized (lock) {
        life.answerable(lock.held); // its folders go with its process
      }
      throw e;
    }
    return handed;
  }

  /** Takes an answer into the log and to the app; returns when. */
  @GuardedBy("lock")
  private Instant accept(
      Interaction interaction,
      int size,
      Map<String, HandedFile> files,
      Optional<TraceParent> span) {
    Object value = interaction.value();
    Phase.Run run = life.answerable(lock.held);
    talk.lookClosely(lock.held, run);
    OpenQuestion question = dialogue.accept(lock.held, run, interaction, size, files);
    List<FileRef> named = dialogue.forViewers(lock.held, question, value, files);
    OutputEvent answer =
        journal.answer(lock.held, question, dialogue.told(lock.held, question, value), named);
    dialogue.keep(lock.held, journal.append(lock.held, answer));
    long now = now();
    life.clocks(lock.held).input(now);
    answered.compareAndSet(0, now == 0 ? 1 : now);
    Object forApp = dialogue.forApp(lock.held, question, value, files);
    String place = span.map(TraceParent::toString).orElse(null);
    talk.turn(
        lock.held,
        run,
        run.protocol().answered(question.id(), question.block().blockType(), forApp, place));
    return answer.timestamp();
  }

  private void answered(Interaction interaction, Instant at) {
    store();
    journal.sync();
    publish(new SessionFact.Answered(id, at, interaction.blockId()));
  }

  /**
   * Gives the answers of another session while its questions take them. What cannot be given now is
   * given later: after more output, or at the next tick.
   */
  private void replay() {
    PastAnswer copied = null;
    Map<String, HandedFile> files = Map.of();
    while (replay.isOn() && !storing.isFailing()) {
      Optional<Interaction> next = Optional.empty();
      Instant at = null;
      synchronized (lock) {
        if (!replay.isOn()
            || isCopying
            || !talk.isAudible(lock.held)
            || !dialogue.isWaiting(lock.held)) {
          return;
        }
        PastAnswer past = replay.next(lock.held);
        boolean lacksFiles = false;
        try {
          next = dialogue.fitting(lock.held, past);
          lacksFiles =
              next.isPresent()
                  && !past.equals(copied)
                  && !dialogue.files(lock.held, next.get()).isEmpty();
          if (next.isPresent() && !lacksFiles) {
            int size = Json.bytes(next.get().value()).length;
            at = accept(next.get(), size, past.equals(copied) ? files : Map.of(), trace.place());
            replay.given(lock.held);
          }
        } catch (LimitExceededException e) {
          if (e.what() == LimitExceededException.What.INPUT) {
            return; // the app has to read first
          }
          next = Optional.empty();
        } catch (BadInteractionException e) {
          next = Optional.empty(); // a file of it is not here, or not taken
        } catch (SessionEndedException e) {
          return;
        }
        if (lacksFiles) {
          copied = past;
          isCopying = true;
        } else if (next.isEmpty()) {
          String why = dialogue.isSecretAsked(lock.held) ? Replay.SECRET : Replay.OTHER;
          replay.stop(lock.held);
          talk.append(
              lock.held, journal.event(lock.held, BlockId.random(), new Notice(why, Level.INFO)));
        } else if (replay.isCutShort(lock.held)) {
          talk.append(
              lock.held,
              journal.event(lock.held, BlockId.random(), new Notice(Replay.LARGE, Level.INFO)));
        }
      }
      if (next.isPresent() && at == null) {
        files = handedAgain(next.get());
      } else if (next.isPresent()) {
        answered(next.get(), at);
      } else {
        store();
      }
    }
  }

  /** The files of an earlier answer; none if they cannot be had: then it does not fit. */
  private Map<String, HandedFile> handedAgain(Interaction interaction) {
    try {
      return handed(interaction);
    } catch (BadInteractionException
        | NotWaitingException
        | SessionEndedException
        | ExecutorNotStartedException
        | StoppingException
        | FileCopyException
        | StoreException e) {
      return Map.of();
    } finally {
      synchronized (lock) {
        isCopying = false;
      }
    }
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
    if (storing.isFailing()) {
      throw new StoreException("It cannot be stored now. Try again later.", null);
    }
    AppExecutor executor;
    byte[] line;
    synchronized (lock) {
      refuseWhenStopping();
      Phase.Run run = life.answerable(lock.held);
      dialogue.interrupt(lock.held, run);
      journal.append(lock.held, journal.event(lock.held, new Interrupt()));
      executor = run.executor();
      line = run.protocol().interrupt();
    }
    store();
    if (line.length == 0) {
      executor.interrupt();
    } else {
      executor.write(line);
    }
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
    if (storing.isFailing()) {
      throw new StoreException("It cannot be stored now. Try again later.", null);
    }
    synchronized (lock) {
      refuseWhenStopping();
      life.answerable(lock.held);
      OutputEvent event =
          journal
              .feedback(lock.held, block, feedback)
              .orElseThrow(
                  () -> new BadArgumentsException("blockId", "it must be a block of this session"));
      journal.append(lock.held, event);
    }
    store();
    journal.sync();
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
    synchronized (lock) {
      refuseWhenStopping();
      AppExecutor executor = life.answerable(lock.held).executor();
      if (!app.protocol().isOnTerminal()) {
        throw new NotWaitingException("terminal", "the app runs on none");
      }
      // Told before the program knows: what it prints for the new size comes after it.
      Optional<OutputEvent> size = journal.terminalSize(lock.held, columns, rows);
      if (size.isPresent()) {
        talk.append(lock.held, size.get());
      }
      executor.resizeTerminal(columns, rows);
    }
    store();
  }

  // ---- The end

  /** Appends the exit event, when the process tree is gone and all output is read. */
  void ended(ProcessEnd ending) {
    silence.end();
    if (ending.outputHeld()) {
      diagnose(
          Diagnostic.Source.SERVER,
          "A hidden process that the app started still holds the app's output.");
    }
    Instant at = context.clock().instant();
    Map<String, ModelUse> models = context.launcher().modelsUsed(id.value());
    Exit exit;
    Runnable told;
    int answers;
    synchronized (lock) {
      Phase.Live live = life.live(lock.held);
      double seconds = Duration.between(live.run().at(), at).toNanos() / 1e9;
      boolean interrupted = dialogue.wasInterrupted(lock.held);
      List<String> errors = diagnostics.errors();
      Optional<ServerEnd> reason = live.reason().or(() -> byKernel(ending));
      exit = Exits.of(live.ownExit(), interrupted, reason, ending, errors, seconds).with(models);
      dialogue.close(lock.held);
      if (exit.error() != null) {
        forOthers.end(journal.lastForOthers(lock.held, exit)); // known before it can be read
      }
      journal.close(lock.held, exit);
      life.end(lock.held, new Phase.Ended(live.run().at(), at, exit), now());
      answers = dialogue.count(lock.held);
      count();
      told = trace.ended(lock.held, live.run().at(), exit);
    }
    StoredSession.End end =
        new StoredSession.End(at, exit.members(), log.lastId(), answers, log.size());
    record.note(state -> state.ended(end));
    boolean stored = storing.attempt();
    journal.sync();
    if (stored || !context.store().isLasting()) {
      record.settle(); // a stored state that says that it ended is of a log that is whole
    }
    publish(new SessionFact.Ended(id, at, app.id(), exit));
    told.run();
    isOver();
  }

  private Optional<ServerEnd> byKernel(ProcessEnd ending) {
    return ending.outOfMemory()
        ? Optional.of(ServerEnd.exceeded(Excess.MEMORY, context.launcher().limits(app)))
        : Optional.empty();
  }

  /** Notes that it has no process left. */
  private void isOver() {
    released.run();
    over.complete(null);
  }

  /**
   * Ends it for a reason of the server. A session that never started is only forgotten; of several
   * reasons the first counts.
   */
  void end(ServerEnd reason) {
    Runnable stop;
    synchronized (lock) {
      stop = stopping(reason);
    }
    stop.run();
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
    Optional<Phase.Run> starting;
    Runnable stop;
    synchronized (lock) {
      refuseUnviewable();
      if (life.phase(lock.held) instanceof Phase.Ended) {
        throw new SessionEndedException(id);
      }
      starting = life.isStarted(lock.held) ? Optional.empty() : Optional.of(begin());
      stop = stopping(ServerEnd.byUser());
    }
    stop.run();
    starting.ifPresent(this::start);
  }

  /** Marks it as ending; returns the work to do without the lock. */
  @GuardedBy("lock")
  private Runnable stopping(ServerEnd reason) {
    Optional<Phase.Run> stopped = life.stop(lock.held, reason, now());
    if (stopped.isEmpty()) {
      return Session::nothing;
    }
    dialogue.close(lock.held);
    trace.ends(lock.held);
    Phase.Run run = stopped.get();
    return () -> run.executor().stop(run.protocol().stop(reason.sentence()));
  }

  private static void nothing() {}

  /**
   * Another server owns it: nothing that is said here is stored any more. Its process ends, and its
   * viewers come back to where it is now, with all that they saw still there.
   */
  private void fenced() {
    if (lost.compareAndSet(false, true)) {
      // The thread that found out may be the one that the end waits for.
      context
          .processes()
          .execute(
              () -> {
                end(ServerEnd.nodeLost());
                addToMeasures();
                context.lost().accept(this);
                viewers.replaceAll();
              });
    }
  }

  /** Forgets it; {@code over} completes when it has no process left. */
  void forget(ServerEnd reason) {
    Runnable leave;
    synchronized (lock) {
      leave = life.isStarted(lock.held) ? stopping(reason) : neverStarting();
    }
    leave.run();
  }

  /** Makes a start impossible; returns the work to do without the lock. */
  @GuardedBy("lock")
  private Runnable neverStarting() {
    if (life.isForgotten(lock.held)) {
      return Session::nothing;
    }
    life.forget(lock.held);
    return () -> context.workers().release(new Mark(id.value()), this::isOver);
  }

  /** Checks the clocks, then notifies the viewers of the time. */
  void tick() {
    long now = now();
    Runnable act;
    synchronized (lock) {
      lookAround();
      // Check and decide under one lock: otherwise an answer or a viewer in between would be
      // accepted, and the session ended for the lack of it.
      act = decide(life.due(lock.held, now, dialogue.isWaiting(lock.held)));
    }
    try {
      act.run();
      if ((storing.isBehind() || record.isPending()) && storing.isDue(now)) {
        context.processes().execute(this::storeAgain); // the timer must not wait for a disk
      }
      if (replay.isOn() && isWaiting()) {
        context.processes().execute(this::replay);
      }
      if (silence.isDue(now) && looking.compareAndSet(false, true)) {
        context.processes().execute(this::lookAtSilence);
      }
    } finally {
      viewers.tick(now);
    }
  }

  /** A program may ask for a password without a word. */
  @GuardedBy("lock")
  private void lookAround() {
    if (app.protocol().isOnTerminal()
        && talk.isAudible(lock.held)
        && life.phase(lock.held) instanceof Phase.Live live) {
      talk.look(lock.held, live.run());
    }
  }

  private boolean isWaiting() {
    synchronized (lock) {
      return talk.isAudible(lock.held) && dialogue.isWaiting(lock.held);
    }
  }

  private void lookAtSilence() {
    try {
      if (silence.look(now())) {
        diagnose(Diagnostic.Source.SERVER, Silence.HINT);
      }
    } finally {
      looking.set(false);
    }
  }

  @GuardedBy("lock")
  private Runnable decide(SessionClocks.Due due) {
    if (due instanceof SessionClocks.End end) {
      return stopping(end.reason());
    }
    if (due instanceof SessionClocks.Kill) {
      AppExecutor running = life.live(lock.held).run().executor();
      return running::kill;
    }
    if (due instanceof SessionClocks.Forget && !staysInMemory() && life.expires(lock.held)) {
      Runnable leave = life.isStarted(lock.held) ? Session::nothing : neverStarting();
      // Another thread deletes its files, because the timer must not wait for a disk.
      return () -> context.processes().execute(() -> expire(leave));
    }
    return Session::nothing;
  }

  /** Whether this memory is all there is of something that is to stay. */
  @GuardedBy("lock")
  private boolean staysInMemory() {
    boolean isPinned = record.state().pinned() && !context.store().isLasting();
    return life.isStarted(lock.held) && (isPinned || record.isPending());
  }

  private void expire(Runnable leave) {
    leave.run();
    context.expired().accept(this);
  }

  /** Discards the log; current viewers still get all of it. */
  void discardLog() {
    synchronized (lock) {
      journal.discard(lock.held);
    }
    publish(new SessionFact.Forgotten(id, context.clock().instant()));
    deleteUnwantedLog();
  }

  private void deleteUnwantedLog() {
    synchronized (lock) {
      if (!journal.isUnwanted(lock.held) || viewers.count(lock.held) > 0) {
        return;
      }
    }
    journal.delete();
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
      count();
    }
  }

  @GuardedBy("lock")
  private void count() {
    long events = log.lastId();
    long bytes = log.size();
    context.measures().said(events - countedEvents, bytes - countedBytes);
    countedEvents = events;
    countedBytes = bytes;
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
