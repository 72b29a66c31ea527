package dev.yera.session;

import dev.yera.event.block.Exit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a session lives and ends: its phase, its clocks, and why it ends. Invariants: the phase only
 * changes as {@link #STEPS} says, and the clocks know of each change in the moment it happens.
 */
final class Life {
  /** What can follow a phase; stopping follows itself when the app writes its exit then. */
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

  /** It can never be started. */
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

  /** Whether what the app says counts; not any more when it wrote its exit. */
  boolean isAudible(Held held) {
    return phase instanceof Phase.Live live && live.ownExit().isEmpty();
  }

  /**
   * What there is while it lives.
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
   * The app wrote its exit. It may take its grace to leave.
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
   * It is to end for a reason of the server's; of several the first counts, and the shortest grace.
   *
   * @return the run that has to be stopped now, if it was running until now
   */
  Optional<Phase.Run> stop(Held held, ServerEnd reason, long now) {
    if (phase instanceof Phase.Stopping) {
      clocks.hurry(reason.grace(grace));
    }
    if (phase instanceof Phase.Stopping || !(phase instanceof Phase.Live live)) {
      return Optional.empty();
    }
    // What the app said of its own end, before anybody ended it, stands.
    Optional<ServerEnd> why = live.ownExit().isPresent() ? Optional.empty() : Optional.of(reason);
    enter(new Phase.Stopping(live.run(), live.ownExit(), why));
    clocks.stopping(now, reason.grace(grace));
    return Optional.of(live.run());
  }

  void end(Held held, Phase.Ended ended, long now) {
    enter(ended);
    clocks.ended(now);
  }

  /** What the clocks say. */
  SessionClocks.Due due(Held held, long now, boolean waitsForAnswer) {
    return clocks.due(now, phase.status(), waitsForAnswer);
  }

  /** Whether this is the first time that it is found to have been kept long enough. */
  boolean expires(Held held) {
    boolean first = !expired;
    expired = true;
    return first;
  }
}
