package dev.yera.session;

import dev.yera.catalog.Protocol;
import dev.yera.event.block.Start;
import dev.yera.protocol.AppProtocol;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The start of a session's app. Invariants: it begins once; its start event is the first of the
 * log, and is stored, if it can be, before there is a process; nothing is written to the app before
 * the line that starts it. Thread-safe.
 */
final class Beginning {
  private final SessionParts parts;
  private final SessionLock lock;
  private final SessionContext context;
  private final Life life;
  private final Function<Prelude, Phase.Run> prepare;

  /** For the start; nothing of it is kept after that. Guarded by the lock. */
  private Prelude prelude;

  /** What came for the process before the line that starts it. Guarded by the lock. */
  private Runnable early = () -> {};

  private boolean spawned;

  private volatile Measures.Start how = Measures.Start.COMMAND;

  /**
   * Of a session that may be started already.
   *
   * @param prelude what is kept for the start
   * @param prepare makes a run, without a process yet
   */
  Beginning(SessionParts parts, Prelude prelude, Function<Prelude, Phase.Run> prepare) {
    this.parts = parts;
    this.prelude = prelude;
    this.prepare = prepare;
    lock = parts.lock();
    context = parts.context();
    life = parts.life();
  }

  /**
   * Refuses who would view what cannot be started any more.
   *
   * @throws StoppingException if it is not started yet, and the server is stopping
   * @throws UnknownSessionException if the session was forgotten meanwhile
   */
  void refuseUnviewable(Held held) {
    if (!life.isStarted(held)) {
      context.refuseWhenStopping(); // a started session can still be viewed to its end
    }
    if (life.isForgotten(held)) {
      throw new UnknownSessionException(parts.id().toString());
    }
  }

  /** Appends the start event for the first viewer; {@link #spawn} has to follow. */
  Phase.Run begin(Held held) {
    Phase.Run run = prepare.apply(prelude);
    prelude = Prelude.OVER;
    life.start(held, run, parts.now());
    Journal journal = parts.journal();
    journal.append(held, journal.event(held, new Start(parts.app().name())));
    return run;
  }

  /** Stores that it has begun, tells it, and spawns its process. Needs no lock. */
  void spawn(Phase.Run run) {
    Instant at = run.at();
    parts.record().note(state -> state.started(at));
    parts.record().settle();
    parts.storing().attempt();
    context.facts().accept(new SessionFact.Started(parts.id(), at));
    run.executor().start();
  }

  /**
   * Writes the start line to the new process.
   *
   * @param pid the first of its processes
   */
  void spawned(long pid) {
    Runnable waiting;
    synchronized (lock) {
      life.clocks(lock.held).spawned(parts.now());
      if (life.phase(lock.held) instanceof Phase.Live live) {
        AppProtocol protocol = live.run().protocol();
        if (protocol.isReadyAtOnce()) {
          ready(lock.held);
        }
        parts.talk().turn(lock.held, live.run(), protocol.started());
        if (parts.app().protocol() == Protocol.TEXT) {
          parts.silence().begin(pid, parts.now());
        }
      }
      spawned = true;
      waiting = early;
      early = () -> {};
    }
    waiting.run();
  }

  /** Does this to the process, or as soon as it has been told to start. */
  void toProcess(Runnable act) {
    synchronized (lock) {
      if (!spawned) {
        early = act; // interrupted twice is interrupted
        return;
      }
    }
    act.run();
  }

  /** Notes that the app is ready or started. */
  void ready(Held held) {
    OptionalLong took = life.clocks(held).ready(parts.now());
    if (took.isPresent()) {
      context.measures().starts(how).add(took.getAsLong());
      life.phase(held).startedAt().ifPresent(begin -> parts.trace().ready(held, begin));
    }
  }

  /** Notes how its process comes to be. */
  void by(Measures.Start start) {
    how = start;
  }
}
