package dev.yera.session;

import dev.yera.event.block.Exit;
import dev.yera.event.block.ModelUse;
import dev.yera.executor.Mark;
import dev.yera.executor.ProcessEnd;
import dev.yera.sandbox.Excess;
import dev.yera.session.diagnostic.Diagnostic;
import dev.yera.store.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * How a session ends. Invariants: of several reasons the first counts; the exit event is the last
 * of the log, and there is one; a stored state that says that it ended is of a log that is whole;
 * its slot is given back once, when it has no process left. Thread-safe; what it makes of a process
 * happens without the lock.
 */
final class SessionEnd {
  private final SessionParts parts;
  private final SessionLock lock;
  private final SessionContext context;
  private final Life life;
  private final Dialogue dialogue;
  private final Journal journal;
  private final Runnable released;
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  /**
   * Of a session that has not ended.
   *
   * @param released is run once, when it has no process left
   */
  SessionEnd(SessionParts parts, Runnable released) {
    this.parts = parts;
    this.released = released;
    lock = parts.lock();
    context = parts.context();
    life = parts.life();
    dialogue = parts.dialogue();
    journal = parts.journal();
  }

  /** Completed when it is forgotten or ended, and has no process left. */
  CompletableFuture<Void> over() {
    return over;
  }

  /** It ended under a server before this one. */
  void wasBefore() {
    over.complete(null);
  }

  /** Ends it for a reason of the server; see {@link Session#end}. */
  void end(ServerEnd reason) {
    Runnable stop;
    synchronized (lock) {
      stop = stopping(lock.held, reason);
    }
    stop.run();
  }

  /** Marks it as ending; returns the work to do without the lock. */
  Runnable stopping(Held held, ServerEnd reason) {
    Optional<Phase.Run> stopped = life.stop(held, reason, parts.now());
    if (stopped.isEmpty()) {
      return () -> {};
    }
    dialogue.close(held);
    parts.trace().ends(held);
    Phase.Run run = stopped.get();
    return () -> run.executor().stop(run.protocol().stop(reason.sentence()));
  }

  /** Forgets it. */
  void forget(ServerEnd reason) {
    Runnable leave;
    synchronized (lock) {
      leave = life.isStarted(lock.held) ? stopping(lock.held, reason) : neverStarting(lock.held);
    }
    leave.run();
  }

  /**
   * Forgets it, and ends its processes without a grace: there may be no clock any more that would
   * see to it.
   */
  void abandon(ServerEnd reason) {
    Optional<Phase.Run> run;
    forget(reason);
    synchronized (lock) {
      run =
          life.phase(lock.held) instanceof Phase.Live live
              ? Optional.of(live.run())
              : Optional.empty();
    }
    run.ifPresent(it -> it.executor().kill());
  }

  /** Makes a start impossible; returns the work to do without the lock. */
  private Runnable neverStarting(Held held) {
    if (life.isForgotten(held)) {
      return () -> {};
    }
    life.forget(held);
    return () -> context.workers().release(new Mark(parts.id().value()), this::isOver);
  }

  /** Marks it as gone when its retention is over; returns the work to do without the lock. */
  Runnable leaving(Held held) {
    return life.isStarted(held) ? () -> {} : neverStarting(held);
  }

  /** Appends the exit event, when the process tree is gone and all output is read. */
  void ended(ProcessEnd ending) {
    parts.silence().end();
    if (ending.outputHeld()) {
      journal.diagnose(
          Diagnostic.Source.SERVER,
          "A hidden process that the app started still holds the app's output.");
    }
    Instant at = context.clock().instant();
    Map<String, ModelUse> models = context.launcher().modelsUsed(parts.id().value());
    Exit exit;
    Runnable told;
    int answers;
    synchronized (lock) {
      Phase.Live live = life.live(lock.held);
      double seconds = Duration.between(live.run().at(), at).toNanos() / 1e9;
      boolean interrupted = dialogue.wasInterrupted(lock.held);
      List<String> errors = parts.diagnostics().errors();
      Optional<ServerEnd> reason = live.reason().or(() -> byKernel(ending));
      exit = Exits.of(live.ownExit(), interrupted, reason, ending, errors, seconds).with(models);
      dialogue.close(lock.held);
      if (exit.error() != null) {
        // Known before it can be read.
        parts.forOthers().end(journal.lastForOthers(lock.held, exit));
      }
      journal.close(lock.held, exit);
      life.end(lock.held, new Phase.Ended(live.run().at(), at, exit), parts.now());
      answers = dialogue.count(lock.held);
      parts.tally().count(lock.held);
      told = parts.trace().ended(lock.held, live.run().at(), exit);
    }
    StoredSession.End end =
        new StoredSession.End(
            at, exit.members(), parts.log().lastId(), answers, parts.log().size());
    parts.record().note(state -> state.ended(end));
    boolean stored = parts.storing().attempt();
    journal.sync();
    if (stored || !context.store().isLasting()) {
      parts.record().settle(); // a stored state that says that it ended is of a log that is whole
    }
    context.facts().accept(new SessionFact.Ended(parts.id(), at, parts.app().id(), exit));
    told.run();
    isOver();
  }

  private Optional<ServerEnd> byKernel(ProcessEnd ending) {
    return ending.outOfMemory()
        ? Optional.of(ServerEnd.exceeded(Excess.MEMORY, context.launcher().limits(parts.app())))
        : Optional.empty();
  }

  /** Notes that it has no process left. */
  private void isOver() {
    released.run();
    over.complete(null);
  }
}
