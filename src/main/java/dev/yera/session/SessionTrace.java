package dev.yera.session;

import dev.yera.catalog.AppId;
import dev.yera.event.block.Exit;
import dev.yera.trace.Span;
import dev.yera.trace.TraceParent;
import dev.yera.trace.Tracing;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The spans of one session: its create, the start of its app, each answer, and its end. Thread-safe
 * but for what takes {@link Held}; nothing waits.
 */
final class SessionTrace {
  private final SessionId id;
  private final AppId app;
  private final Prelude.Places places;
  private final Tracing tracing;
  private final Clock clock;

  /** Whether its app became ready, which was told. */
  private boolean startTold;

  /** When its end began; null before. */
  private Instant endBegan;

  SessionTrace(SessionId id, AppId app, Prelude.Places places, SessionContext context) {
    this.id = id;
    this.app = app;
    this.places = places;
    this.tracing = context.tracing();
    this.clock = context.clock();
  }

  /** Where a new session is in the trace of who creates it. */
  static Prelude.Places places(Creator creator, SessionContext context) {
    return new Prelude.Places(creator.trace(), context.tracing().next(creator.trace()));
  }

  /** The id of the trace of who created it; empty for none. */
  Optional<String> id() {
    return places.session().map(TraceParent::traceId);
  }

  /** Where it is in that trace. */
  Optional<TraceParent> place() {
    return places.session();
  }

  /**
   * It was created.
   *
   * @param parent in which trace
   */
  void created(Optional<TraceParent> parent, Instant begin) {
    done("create", places.session(), parent, begin, Optional.empty());
  }

  /** Its app, whose start began then, is ready. */
  void ready(Held held, Instant begin) {
    startDone(begin, Optional.empty());
  }

  /** Its end begins, unless it has already. */
  void ends(Held held) {
    if (endBegan == null) {
      endBegan = clock.instant();
    }
  }

  /**
   * Its app has ended.
   *
   * @param begin of the start of its app
   * @return to run when that is stored
   */
  Runnable ended(Held held, Instant begin, Exit exit) {
    ends(held);
    Instant began = endBegan;
    Optional<String> error =
        Optional.of(exit.error() == null ? "exit " + exit.exitCode() : exit.error().errorType());
    startDone(begin, error);
    boolean failed = SessionStatus.of(exit) == SessionStatus.FAILED;
    Optional<TraceParent> own = tracing.next(places.session());
    return () -> done("end", own, places.session(), began, failed ? error : Optional.empty());
  }

  private void startDone(Instant begin, Optional<String> error) {
    if (!startTold) {
      startTold = true;
      done("start", places.start(), places.session(), begin, error);
    }
  }

  /**
   * An answer is taken from now on.
   *
   * @param trace in which that is done; empty for that in which the session was created
   */
  Answer answer(Optional<TraceParent> trace) {
    return new Answer(trace.or(places::session));
  }

  /** An answer that is being taken; refused, unless it is said to be taken. */
  final class Answer implements AutoCloseable {
    private final Optional<TraceParent> parent;
    private final Optional<TraceParent> own;
    private final Instant begin = clock.instant();
    private Optional<String> error = Optional.of("refused");

    private Answer(Optional<TraceParent> parent) {
      this.parent = parent;
      this.own = tracing.next(parent);
    }

    /** Its place in the trace. */
    Optional<TraceParent> place() {
      return own;
    }

    void taken() {
      error = Optional.empty();
    }

    @Override
    public void close() {
      done("answer", own, parent, begin, error);
    }
  }

  private void done(
      String what,
      Optional<TraceParent> own,
      Optional<TraceParent> parent,
      Instant begin,
      Optional<String> error) {
    if (own.isPresent()) {
      Map<String, String> members =
          Map.of("yera.session_id", id.toString(), "yera.app_id", app.toString());
      tracing.done(
          new Span(
              "yera.session." + what, own.get(), parent, begin, clock.instant(), members, error));
    }
  }
}
