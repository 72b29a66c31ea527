package dev.yera.session;

import dev.yera.catalog.App;
import dev.yera.catalog.Arguments;
import dev.yera.catalog.CommandApp;
import dev.yera.event.Answer;
import dev.yera.event.AppCall;
import dev.yera.event.Block;
import dev.yera.event.BlockId;
import dev.yera.event.EventLine;
import dev.yera.event.Exit;
import dev.yera.event.Json;
import dev.yera.event.MalformedEventException;
import dev.yera.event.OutputEvent;
import dev.yera.event.Start;
import dev.yera.executor.Ending;
import dev.yera.executor.Executor;
import dev.yera.executor.Launch;
import dev.yera.executor.Mark;
import dev.yera.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One run of one app for one user: created, viewed for the first time and so started, running until
 * its process tree is gone, then kept for replay. It broadcasts through its log: a viewer is a
 * place in the log, and what happens to a viewer never touches the session. Thread-safe; no method
 * waits for a process or a client.
 */
public final class Session {
  private static final Logger LOG = Logger.getLogger(Session.class.getName());

  private final SessionId id;
  private final App app;
  private final Arguments arguments;
  private final Optional<String> owner;
  private final SessionContext context;
  private final Instant createdAt;
  private final Log log;
  private final long quota;
  private final Diagnostics diagnostics = new Diagnostics();
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  /** Guards all below. Never held while something is written, spawned or waited for. */
  private final Object lock = new Object();

  private final Map<Object, Watcher> watchers = new LinkedHashMap<>();
  private volatile Watcher[] watching = {};
  private final List<AcceptedInteraction> interactions = new ArrayList<>();
  private final Questions questions = new Questions();
  private final Chunks chunks = new Chunks();
  private final SessionClocks clocks;
  private SessionStatus status = SessionStatus.CREATED;
  private Instant startedAt;
  private Instant endedAt;
  private AppProtocol protocol;
  private Executor executor;
  private Exit ownExit;
  private ServerEnd byServer;
  private Exit exit;
  private boolean forgotten;
  private boolean expiring;
  private boolean muted;
  private boolean logUnwanted;

  Session(
      SessionId id, App app, Arguments arguments, Optional<String> owner, SessionContext context) {
    this.id = id;
    this.app = app;
    this.arguments = arguments;
    this.owner = owner;
    this.context = context;
    this.createdAt = context.clock().instant();
    this.quota = context.settings().get(Settings.OUTPUT_QUOTA);
    this.log = new Log(context.guard().folder().resolve("logs").resolve(id.toString()));
    this.clocks = new SessionClocks(context.settings(), app, context.nanoTime().getAsLong());
  }

  /** Its id. */
  public SessionId id() {
    return id;
  }

  /** What runs in it. */
  public App app() {
    return app;
  }

  /** The name of whom it belongs to; empty for a nameless one. */
  public Optional<String> owner() {
    return owner;
  }

  /** Completed when it is forgotten or ended, and no process of it is left. */
  CompletableFuture<Void> over() {
    return over;
  }

  // ---- Viewers

  /**
   * Adds a viewer, and starts the executor for the first one.
   *
   * @param watcher is told when there is something to read
   * @param after the number of the last event it has
   * @param key a newer viewer with an equal key takes this one's place; the watcher itself for none
   * @return where to read
   * @throws BadEventIdException if there is no such event; nothing is started then
   * @throws LimitExceededException if there are too many viewers; nothing is started then
   * @throws StoppingException if it is not started yet, and the server is stopping
   * @throws UnknownSessionException if the session was forgotten meanwhile
   */
  public Reader open(Watcher watcher, long after, Object key) {
    Executor starting = null;
    Watcher replaced;
    Reader reader;
    synchronized (lock) {
      if (status == SessionStatus.CREATED) {
        refuseWhenStopping(); // one that runs or ran is viewed to its end
      }
      if (forgotten) {
        throw new UnknownSessionException(id.toString());
      }
      // The place is taken before anything can be appended: nothing falls in between.
      reader = new Reader(this, log.cursorAfter(after), watcher, key);
      if (!watchers.containsKey(key)) { // else it takes over that one's place
        takePlace();
      }
      replaced = watchers.put(key, watcher);
      watchersChanged();
      if (status == SessionStatus.CREATED) {
        starting = begin();
      }
    }
    if (replaced != null) {
      replaced.replace();
    }
    if (starting != null) {
      starting.start();
    }
    return reader;
  }

  private void refuseWhenStopping() {
    if (context.stopping().getAsBoolean()) {
      throw new StoppingException();
    }
  }

  /** Takes a place for one more viewer. Called with the lock held. */
  private void takePlace() {
    int most = context.settings().get(Settings.MAX_VIEWERS);
    if (watchers.size() >= most) {
      dropOverdue();
      if (watchers.size() >= most) {
        throw new LimitExceededException(
            LimitExceededException.What.VIEWERS,
            Settings.MAX_VIEWERS.key(),
            most,
            "The session has as many viewers as it may have.",
            Duration.ofSeconds(5));
      }
    }
    context.viewerPlaces().take();
  }

  /** Whoever does not read gives way before anyone is refused. */
  private void dropOverdue() {
    for (Watcher each : watching) {
      if (each.isOverdue() && watchers.values().remove(each)) {
        context.viewerPlaces().giveBack();
        // Nobody wakes it any more: it must end also if its client reads again.
        each.replace();
      }
    }
    watchersChanged();
  }

  /** Removes a viewer. The late end of one that was replaced changes nothing. */
  void leave(Object key, Watcher watcher) {
    synchronized (lock) {
      if (watchers.remove(key, watcher)) {
        context.viewerPlaces().giveBack();
        watchersChanged();
      }
      if (!logUnwanted || !watchers.isEmpty()) {
        return;
      }
    }
    deleteLog();
  }

  private void watchersChanged() {
    watching = watchers.values().toArray(new Watcher[0]);
    clocks.viewers(watching.length, context.nanoTime().getAsLong());
  }

  /** Whether it has ended and has nothing to send after this event. */
  public boolean isOverAfter(long event) {
    synchronized (lock) {
      return status.isEnded() && event == log.lastId();
    }
  }

  void wakeViewers() {
    for (Watcher each : watching) {
      each.wake();
    }
  }

  // ---- The executor

  /** First viewer: the start event, then the spawn. Called with the lock held. */
  private Executor begin() {
    status = SessionStatus.RUNNING;
    startedAt = context.clock().instant();
    append(newEvent(BlockId.random(), new Start(app.name())));
    List<String> words = List.of();
    boolean text = false;
    if (app instanceof CommandApp command && command.protocol() == CommandApp.Protocol.TEXT) {
      text = true;
      words = command.words(arguments);
    }
    Launch launch = context.launcher().launch(app, words);
    int maxLine = Math.toIntExact(Math.min(context.settings().get(Settings.MAX_LINE), 1 << 30));
    protocol =
        text
            ? new TextProtocol(this)
            : new EventsProtocol(this, arguments, launch.announcesReady(), maxLine);
    clocks.started(context.nanoTime().getAsLong(), protocol.hasIdleClock());
    Mark mark = new Mark(id.value());
    executor =
        new Executor(
            launch,
            mark,
            context.guard(),
            context.processes(),
            () -> context.workers().take(mark),
            context.starts(),
            new Listener(this, protocol));
    return executor;
  }

  /** It has a process. */
  void spawned() {
    synchronized (lock) {
      clocks.spawned(context.nanoTime().getAsLong());
    }
  }

  /** It can take its start, or has started. */
  void ready() {
    synchronized (lock) {
      clocks.ready();
    }
  }

  void write(byte[] line) {
    executor.write(line);
  }

  void diagnose(Diagnostic.Source source, String text) {
    diagnostics.add(context.clock().instant(), source, text);
  }

  // ---- Events

  /** A chunk that needs nothing goes to the log as it is. */
  void acceptWhole(EventLine.Whole whole, byte[] bytes, int offset, int length) {
    synchronized (lock) {
      if (refusesOutput()) {
        refuse(bytes, offset, length);
        return;
      }
      chunks.seen(whole.blockId(), whole.chunkId());
      log.append(bytes, offset, length);
      clocks.output(context.nanoTime().getAsLong());
    }
    checkQuota();
  }

  private void refuse(byte[] bytes, int offset, int length) {
    if (!muted) { // who said too much would fill the diagnostics as well
      String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
      diagnose(Diagnostic.Source.STDOUT, "After the exit event: " + text);
    }
  }

  /** An event that has to be completed and looked at. */
  void accept(EventLine.Partial partial) {
    Executor leaving = null;
    synchronized (lock) {
      if (refusesOutput()) {
        byte[] json = Json.bytes(partial.members());
        refuse(json, 0, json.length);
        return;
      }
      OutputEvent event;
      try {
        event =
            OutputEvent.complete(
                partial.members(),
                new Defaults(),
                complaint -> diagnose(Diagnostic.Source.SERVER, "In an event: " + complaint));
      } catch (MalformedEventException e) {
        diagnose(Diagnostic.Source.STDOUT, Json.text(partial.members()));
        diagnose(Diagnostic.Source.SERVER, "The line above was refused: " + e.getMessage());
        return;
      }
      if (event.block() instanceof Start || event.block() instanceof Answer) {
        diagnose(
            Diagnostic.Source.SERVER,
            "Refused: an event of type %s is written by the server only."
                .formatted(event.block().blockType()));
        return;
      }
      if (event.block() instanceof Exit own) {
        // Held back until the process has ended. It may take its grace for that.
        ownExit = own;
        questions.closeAll();
        clocks.leaving(context.nanoTime().getAsLong());
        leaving = executor;
      } else {
        questions.see(event);
        append(event);
        clocks.output(context.nanoTime().getAsLong());
      }
    }
    if (leaving != null) {
      leaving.closeInput();
    }
    checkQuota();
  }

  /** An event in the app's name, by what speaks for it. */
  void say(Supplier<BlockId> blockId, Block block) {
    synchronized (lock) {
      if (refusesOutput()) {
        return;
      }
      OutputEvent event = newEvent(blockId.get(), block);
      questions.see(event);
      append(event);
      clocks.output(context.nanoTime().getAsLong());
    }
    checkQuota();
  }

  private boolean refusesOutput() {
    return ownExit != null || muted || status.isEnded();
  }

  private OutputEvent newEvent(BlockId blockId, Block block) {
    return new OutputEvent(
        blockId,
        block,
        context.clock().instant(),
        chunks.next(blockId.value()),
        AppCall.first(app.id().value()),
        null);
  }

  private void append(OutputEvent event) {
    chunks.seen(event.blockId().value(), event.chunkId());
    log.append(event.json());
  }

  private final class Defaults implements OutputEvent.Defaults {
    @Override
    public BlockId blockId() {
      return BlockId.random();
    }

    @Override
    public int nextChunk(BlockId block) {
      return chunks.next(block.value());
    }

    @Override
    public Instant timestamp() {
      return context.clock().instant();
    }

    @Override
    public AppCall app() {
      return AppCall.first(app.id().value());
    }
  }

  // ---- Answers

  /**
   * Takes a user's answer: into the log first, so that a replay and a second viewer know, then to
   * the app.
   *
   * @throws StoppingException if the server is stopping
   * @throws ExecutorNotStartedException if nobody has viewed the session yet
   * @throws SessionEndedException if it is ending or has ended
   * @throws NotWaitingException if the block cannot be answered now
   * @throws BadInteractionException if it does not take this answer
   * @throws LimitExceededException if the app does not read its input
   */
  public void addInteraction(Interaction interaction) {
    synchronized (lock) {
      refuseWhenStopping();
      if (status == SessionStatus.CREATED) {
        throw new ExecutorNotStartedException(id);
      }
      if (status != SessionStatus.RUNNING || ownExit != null) {
        throw new SessionEndedException(id);
      }
      refuseFullInput();
      protocol.check(interaction);
      Question question = questions.answer(interaction);
      String type = question.block().blockType();
      Instant now = context.clock().instant();
      append(
          new OutputEvent(
              question.id(),
              new Answer(type, interaction.value()),
              now,
              chunks.next(question.id().value()),
              question.app(),
              question.parent()));
      interactions.add(new AcceptedInteraction(interaction, now));
      clocks.input(context.nanoTime().getAsLong());
      // Only queued here; queued under the lock, so that the app gets answers in the log's order.
      byte[] line = protocol.answer(question, interaction);
      if (line == AppProtocol.END_OF_INPUT) {
        executor.closeInput();
      } else {
        executor.write(line);
      }
    }
    wakeViewers();
  }

  private void refuseFullInput() {
    int most = context.settings().get(Settings.MAX_PENDING_INPUT);
    if (executor.unwritten() >= most) {
      throw new LimitExceededException(
          LimitExceededException.What.INPUT,
          Settings.MAX_PENDING_INPUT.key(),
          most,
          "The app is not reading its input.",
          Duration.ofSeconds(1));
    }
  }

  // ---- The end

  /** The process tree is gone and all it said is in: the last event, whatever happened. */
  void ended(Ending ending) {
    protocol.end();
    if (ending.outputHeld()) {
      diagnose(
          Diagnostic.Source.SERVER,
          "Something the app started has hidden itself and still holds the app's output.");
    }
    synchronized (lock) {
      endedAt = context.clock().instant();
      double seconds = Duration.between(startedAt, endedAt).toNanos() / 1e9;
      exit =
          Exits.of(
              Optional.ofNullable(ownExit),
              Optional.ofNullable(byServer),
              ending,
              diagnostics.errors(),
              seconds);
      questions.closeAll();
      append(newEvent(BlockId.random(), exit));
      log.close();
      status = exit.exitCode() == 0 ? SessionStatus.EXITED : SessionStatus.FAILED;
      clocks.ended(context.nanoTime().getAsLong());
    }
    wakeViewers();
    isOver();
  }

  /** No process of it is left. */
  private void isOver() {
    context.observer().ended(this);
    over.complete(null);
  }

  /**
   * Ends it for a reason of the server's. One that never started is only forgotten; of several
   * reasons the first counts.
   */
  void end(ServerEnd reason) {
    Runnable stop;
    synchronized (lock) {
      stop = stopping(reason);
    }
    stop.run();
  }

  /** From now on it is ending; what is left to do without the lock. Called with the lock held. */
  private Runnable stopping(ServerEnd reason) {
    Duration grace = reason.grace(context.settings().get(Settings.STOP_GRACE));
    if (status == SessionStatus.STOPPING) {
      clocks.hurry(grace);
    }
    if (status != SessionStatus.RUNNING) {
      return Session::nothing;
    }
    status = SessionStatus.STOPPING;
    // What the app said of its own end, before anybody ended it, stands.
    byServer = ownExit == null ? reason : null;
    questions.closeAll();
    clocks.stopping(context.nanoTime().getAsLong(), grace);
    Executor running = executor;
    byte[] lastLine = protocol.stop(reason.sentence());
    return () -> running.stop(lastLine);
  }

  private static void nothing() {}

  void endLineTooLong() {
    end(
        new ServerEnd(
            "EventTooLarge",
            "The app wrote a line of more than %d bytes (yera.session.max-line)."
                .formatted(context.settings().get(Settings.MAX_LINE))));
  }

  /**
   * Nothing more of the app's is taken, however long its end takes.
   *
   * @return whether it was taken until now
   */
  private boolean mute() {
    synchronized (lock) {
      boolean before = muted;
      muted = true;
      return !before;
    }
  }

  private void checkQuota() {
    if (log.size() > quota && mute()) {
      end(
          new ServerEnd(
              "OutputQuotaExceeded",
              "The app said more than %d bytes (yera.session.output-quota).".formatted(quota)));
    }
  }

  /** The older part of the log goes to disk. Called by the thread that reads the app's output. */
  void tidyLog() {
    try {
      log.moveOlderToFile();
    } catch (IOException e) {
      // What is in memory stays there: it is not much, because nothing more comes.
      if (!mute()) {
        return;
      }
      LOG.log(Level.SEVERE, "The log of session " + id + " cannot be written", e);
      end(
          new ServerEnd(
              "StorageFailed",
              "The server could not store what the app said (%s).".formatted(diskProblem(e))));
    }
  }

  /** What went wrong, without the path that the message of an exception may begin with. */
  private static String diskProblem(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.substring(message.lastIndexOf('/') + 1);
  }

  /** How much of its log is on disk, in bytes. */
  long sizeOnDisk() {
    return log.sizeOnDisk();
  }

  /** Nobody will ask for it again; viewers that still read get all of it. */
  void discardLog() {
    synchronized (lock) {
      logUnwanted = true;
      if (!watchers.isEmpty()) {
        return;
      }
    }
    deleteLog();
  }

  private void deleteLog() {
    try {
      log.delete();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The log of session " + id + " stays on disk", e);
    }
  }

  /** Removes it from what can be asked for; {@code over} follows when no process of it is left. */
  void forget(ServerEnd reason) {
    Runnable leave;
    synchronized (lock) {
      leave = status == SessionStatus.CREATED ? neverStarting() : stopping(reason);
    }
    leave.run();
  }

  /** From now on it cannot be started any more. Called with the lock held. */
  private Runnable neverStarting() {
    if (forgotten) {
      return Session::nothing;
    }
    forgotten = true;
    return () -> context.workers().release(new Mark(id.value()), this::isOver);
  }

  /** Some time has passed: the clocks, then the viewers. */
  void tick() {
    long now = context.nanoTime().getAsLong();
    Runnable act;
    synchronized (lock) {
      // Found due and decided in one: an answer or a viewer that came between would be taken and
      // then be culled for not having come.
      act = decide(clocks.due(now, status, questions.isWaiting()));
    }
    try {
      act.run();
    } finally {
      tickViewers(now);
    }
  }

  /** One that fails takes nothing from the others. */
  private void tickViewers(long now) {
    List<Throwable> failures = new ArrayList<>(0);
    for (Watcher each : watching) {
      try {
        each.tick(now);
      } catch (RuntimeException | Error e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException(failures.size() + " viewers failed", failures.get(0));
    }
  }

  private Runnable decide(SessionClocks.Due due) {
    if (due instanceof SessionClocks.End end) {
      return stopping(end.reason());
    }
    if (due instanceof SessionClocks.Kill) {
      return executor::kill;
    }
    if (due instanceof SessionClocks.Forget && !expiring) {
      expiring = true;
      Runnable leave = status == SessionStatus.CREATED ? neverStarting() : Session::nothing;
      // Its files go as well: the timer does not wait for a disk.
      return () -> context.processes().execute(() -> expire(leave));
    }
    return Session::nothing;
  }

  private void expire(Runnable leave) {
    leave.run();
    context.observer().expired(this);
  }

  // ---- What there is to know

  /** A snapshot. */
  public SessionState state() {
    synchronized (lock) {
      return new SessionState(
          id,
          app.id(),
          app.name(),
          owner,
          status,
          createdAt,
          Optional.ofNullable(startedAt),
          Optional.ofNullable(endedAt),
          log.lastId(),
          watchers.size(),
          interactions.size(),
          questions.awaiting(),
          Optional.ofNullable(exit));
    }
  }

  /** The answers that were accepted, oldest first. */
  public List<AcceptedInteraction> interactions() {
    synchronized (lock) {
      return List.copyOf(interactions);
    }
  }

  /** The newest diagnostic lines, oldest first. */
  public List<Diagnostic> diagnostics() {
    return diagnostics.lines();
  }
}
