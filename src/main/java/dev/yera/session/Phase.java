package dev.yera.session;

import dev.yera.event.block.Exit;
import dev.yera.executor.AppExecutor;
import dev.yera.protocol.AppProtocol;
import java.time.Instant;
import java.util.Optional;

/** A phase in the life of a session, with the data that exists only then. */
sealed interface Phase {
  /** The public status. */
  SessionStatus status();

  /** When its first viewer came. */
  default Optional<Instant> startedAt() {
    return Optional.empty();
  }

  /** Nobody has viewed it yet. */
  record Created() implements Phase {
    @Override
    public SessionStatus status() {
      return SessionStatus.CREATED;
    }
  }

  /** Nobody viewed it, and it can no longer be viewed. */
  record Forgotten() implements Phase {
    @Override
    public SessionStatus status() {
      return SessionStatus.CREATED;
    }
  }

  /** It was started, and its process tree may not be gone. */
  sealed interface Live extends Phase {
    Run run();

    /** The exit that the app wrote; held back until its process has ended. */
    default Optional<Exit> ownExit() {
      return Optional.empty();
    }

    /** Why the server ends it, if so. */
    default Optional<ServerEnd> reason() {
      return Optional.empty();
    }

    @Override
    default Optional<Instant> startedAt() {
      return Optional.of(run().at());
    }
  }

  /**
   * A started run.
   *
   * @param at when it was started
   */
  record Run(Instant at, AppExecutor executor, AppProtocol protocol) {}

  /** Its executor runs, or waits to start. */
  record Running(Run run) implements Live {
    @Override
    public SessionStatus status() {
      return SessionStatus.RUNNING;
    }
  }

  /** The app wrote its exit, and its process has not ended yet. */
  record Leaving(Run run, Exit exit) implements Live {
    @Override
    public SessionStatus status() {
      return SessionStatus.RUNNING;
    }

    @Override
    public Optional<Exit> ownExit() {
      return Optional.of(exit);
    }
  }

  /**
   * It was asked to end.
   *
   * @param reason why; empty if the app had written its exit before
   */
  record Stopping(Run run, Optional<Exit> ownExit, Optional<ServerEnd> reason) implements Live {
    @Override
    public SessionStatus status() {
      return SessionStatus.STOPPING;
    }
  }

  /** Its exit event is in the log. */
  record Ended(Instant began, Instant endedAt, Exit exit) implements Phase {
    @Override
    public Optional<Instant> startedAt() {
      return Optional.of(began);
    }

    @Override
    public SessionStatus status() {
      return SessionStatus.of(exit);
    }
  }
}
