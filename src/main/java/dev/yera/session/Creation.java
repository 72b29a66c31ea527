package dev.yera.session;

import dev.yera.app.call.Arguments;
import dev.yera.catalog.ListedApp;
import dev.yera.catalog.Program;
import dev.yera.event.InputEvent;
import dev.yera.event.block.BlockId;
import dev.yera.executor.Mark;
import dev.yera.file.FileTooLargeException;
import dev.yera.protocol.EventsProtocol;
import dev.yera.session.limit.Owner;
import dev.yera.session.limit.Slots;
import dev.yera.store.StoreException;
import dev.yera.store.StoredFile;
import dev.yera.trace.TraceParent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Creates sessions of users. Invariants: a session's slot is taken before anything else of it is
 * made, and given back if that fails; none is left behind that came while the server began to stop.
 * Thread-safe.
 */
final class Creation {
  private static final Logger LOG = Logger.getLogger(Creation.class.getName());

  private final LocalSessions here;
  private final SessionContext context;
  private final Slots slots;
  private final Forgetting forgetting;

  Creation(LocalSessions here, SessionContext context, Slots slots, Forgetting forgetting) {
    this.here = here;
    this.context = context;
    this.slots = slots;
    this.forgetting = forgetting;
  }

  /** Creates one from another; see {@link SessionService#forkSession}. */
  SessionId fork(Session from, ListedApp app, Optional<BlockId> upto, Creator creator) {
    Fork fork = from.fork(upto);
    Arguments arguments = app.bind(fork.arguments().args(), fork.arguments().kwargs());
    SessionId id = create(app, arguments, creator, Optional.of(fork));
    copyFiles(fork, id);
    if (creator.owner().equals(from.owner())) {
      try {
        from.forkedTo(id);
      } catch (StoreException e) {
        LOG.log(Level.WARNING, "The session " + from.id() + " does not know its fork " + id, e);
      }
    }
    return id;
  }

  /** Those that answers name. Where that cannot be, these answers are asked for again. */
  private void copyFiles(Fork fork, SessionId to) {
    String from = fork.from().toString();
    try {
      for (StoredFile file : context.files().list(from)) {
        if (fork.names(file.id())) {
          context.files().copy(from, file, to.toString());
        }
      }
    } catch (IOException | FileTooLargeException | StoreException e) {
      LOG.log(Level.WARNING, "The session " + to + " has not all files of " + from, e);
    }
  }

  /** Creates one; see {@link SessionService#createSession}. */
  SessionId create(ListedApp app, Arguments arguments, Creator creator, Optional<Fork> fork) {
    here.refuseWhenClosed();
    Instant begin = context.clock().instant();
    Optional<TraceParent> trace = context.tracing().next(creator.trace());
    Session session = newSession(app, arguments, creator.in(trace), fork);
    session.trace().created(creator.trace(), begin);
    context
        .facts()
        .accept(
            new SessionFact.Created(
                session.id(), context.clock().instant(), app.id(), creator.owner()));
    if (here.isClosed()) {
      // The stop came between the check and the entry, so cleanupAll may have missed this session.
      session.forget(ServerEnd.shutdown());
      forgetting.remove(session);
      throw new StoppingException();
    }
    return session.id();
  }

  /** Its slot is taken before anything else of it is made. */
  private Session newSession(
      ListedApp app, Arguments arguments, Creator creator, Optional<Fork> fork) {
    Owner owner = creator.owner();
    slots.take(owner);
    SessionId id;
    try {
      id = idFor(app, arguments, context);
    } catch (RuntimeException | Error e) {
      slots.giveBack(owner);
      throw e;
    }
    Runnable released = () -> slots.giveBack(owner);
    try {
      return here.add(id, () -> new Session(id, app, arguments, creator, fork, context, released));
    } catch (RuntimeException | Error e) {
      context.workers().release(new Mark(id.value()), released);
      throw e;
    }
  }

  /** The id of a reserved worker, which begins to load the app; else a new one. */
  static SessionId idFor(ListedApp app, Arguments arguments, SessionContext context) {
    if (!(app.program(arguments) instanceof Program.Worker) || !context.launcher().isUsual(app)) {
      return SessionId.random();
    }
    InputEvent.Prepare prepare =
        new InputEvent.Prepare(
            app.id().value(), app.classPath().stream().map(Path::toString).toList());
    return context
        .workers()
        .reserve(app, EventsProtocol.line(prepare))
        .map(SessionId::new)
        .orElseGet(SessionId::random);
  }
}
