package dev.yera.session;

import dev.yera.event.block.Exit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The life cycle of a session: phase, clocks, and reason of the end. Invariants: the phase changes
 * only according to {@link #STEPS}, and the clocks are updated with each change.
 */
final class Life {
  /** The allowed changes; stopping follows itself if the app writes its exit then. */
  private static final List<Step> STEPS =
      List.of(
          new Step(Phase.Created.class, Phase.Running.class),
          new Step(Phase.Created.class, Phase.Forgotten.class),
          new Step(Phase.Running.class, Phase.Leaving.class),
          new Step(Phase.Running.class, Phase.Stopping.class),
          new Step(Phase.Running.class, Phase.Ended.class),
          new Step(Phase.Leaving.class, Phase.Stopping.class),
          new Step(Phase.Leaving.class, Phase.Ended.class),
          new Step(Phase.Stopping.class, Phase.Stopping.class),
          new Step(Phase.Stopping.class, Phase.Ended.class));

  private record Step(Class<? extends Phase> from, Class<? extends Phase> to) {}

  private final SessionId id;
  private final SessionClocks clocks;
  private final Duration grace;
  private Phase phase = new Phase.Created();
  private boolean expired;

  /** One that ended under a server before this one. */
  Life(SessionId id, SessionClocks clocks, Phase.Ended ended, long now) {
    this(id, clocks, Duration.ZERO);
    phase = ended;
    clocks.ended(now);
  }

  Life(SessionId id, SessionClocks clocks, Duration grace) {
    this.id = id;
    this.clocks = clocks;
    this.grace = grace;
  }

  Phase phase(Held held) {
    return phase;
  }

  private void enter(Phase next) {
    if (!STEPS.contains(new Step(phase.getClass(), next.getClass()))) {
      throw new IllegalStateException(
          "session %s is %s and cannot become %s".formatted(id, phase, next));
    }
    phase = next;
  }

  SessionClocks clocks(Held held) {
    return clocks;
  }

  boolean isStarted(Held held) {
    return phase.status() != SessionStatus.CREATED;
  }

  boolean isForgotten(Held held) {
    return phase instanceof Phase.Forgotten;
  }

  void start(Held held, Phase.Run run, long now) {
    enter(new Phase.Running(run));
    clocks.started(now, run.protocol().hasIdleClock());
  }

  /** Forgets a session before its start. */
  void forget(Held held) {
    enter(new Phase.Forgotten());
  }

  /**
   * The run that takes answers.
   *
   * @throws ExecutorNotStartedException if there is none yet
   * @throws SessionEndedException if it is ending or has ended
   */
  Phase.Run answerable(Held held) {
    if (!isStarted(held)) {
      throw new ExecutorNotStartedException(id);
    }
    if (phase instanceof Phase.Running running) {
      return running.run();
    }
    throw new SessionEndedException(id);
  }

  /** Whether output of the app is accepted; not after it wrote its exit. */
  boolean isAudible(Held held) {
    return phase instanceof Phase.Live live && live.ownExit().isEmpty();
  }

  /**
   * The current live phase.
   *
   * @throws IllegalStateException if it was not started, or has ended
   */
  Phase.Live live(Held held) {
    if (phase instanceof Phase.Live live) {
      return live;
    }
    throw new IllegalStateException("session %s is %s".formatted(id, phase));
  }

  /**
   * Records the app's exit; the app may take its grace to end.
   *
   * @return its run
   */
  Phase.Run leave(Held held, Exit own, long now) {
    Phase.Run run = live(held).run();
    enter(
        phase instanceof Phase.Stopping stopping
            ? new Phase.Stopping(run, Optional.of(own), stopping.reason())
            : new Phase.Leaving(run, own));
    clocks.leaving(now);
    return run;
  }

  /**
   * Ends the session for a reason of the server; of several the first reason counts, and the
   * shortest grace.
   *
   * @return the run to stop now, if it was running until now
   */
  Optional<Phase.Run> stop(Held held, ServerEnd reason, long now) {
    if (phase instanceof Phase.Stopping) {
      clocks.hurry(reason.grace(grace));
    }
    if (phase instanceof Phase.Stopping || !(phase instanceof Phase.Live live)) {
      return Optional.empty();
    }
    // An exit that the app wrote before it was ended is kept.
    Optional<ServerEnd> why = live.ownExit().isPresent() ? Optional.empty() : Optional.of(reason);
    enter(new Phase.Stopping(live.run(), live.ownExit(), why));
    clocks.stopping(now, reason.grace(grace));
    return Optional.of(live.run());
  }

  void end(Held held, Phase.Ended ended, long now) {
    enter(ended);
    clocks.ended(now);
  }

  /** The action that is due according to the clocks. */
  SessionClocks.Due due(Held held, long now, boolean waitsForAnswer) {
    return clocks.due(now, phase.status(), waitsForAnswer);
  }

  /** Whether its retention is over; true only once. */
  boolean expires(Held held) {
    boolean first = !expired;
    expired = true;
    return first;
  }
}
