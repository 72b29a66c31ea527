package dev.yera.session;

import dev.yera.catalog.BadArgumentsException;
import dev.yera.event.OutputEvent;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Feedback;
import dev.yera.event.block.Interrupt;
import dev.yera.event.reason.ReasonKey;
import dev.yera.executor.AppExecutor;
import dev.yera.session.question.NotWaitingException;
import dev.yera.store.StoreException;
import java.util.Optional;

/**
 * What users do with a session besides answering. Invariant: what viewers are to know of it is in
 * the log before the app knows of it. Thread-safe. What each refuses is said where {@link Session}
 * passes it on.
 */
final class UserActs {
  private final SessionParts parts;
  private final SessionLock lock;
  private final SessionContext context;
  private final Life life;
  private final Journal journal;
  private final Beginning beginning;
  private final SessionEnd end;
  private final Keeping keeping;

  UserActs(SessionParts parts, Beginning beginning, SessionEnd end, Keeping keeping) {
    this.parts = parts;
    this.beginning = beginning;
    this.end = end;
    this.keeping = keeping;
    lock = parts.lock();
    context = parts.context();
    life = parts.life();
    journal = parts.journal();
  }

  private void refuseUnstorable() {
    if (parts.storing().isFailing()) {
      throw new StoreException("It cannot be stored now. Try again later.", null);
    }
  }

  void interrupt() {
    refuseUnstorable();
    AppExecutor executor;
    byte[] line;
    synchronized (lock) {
      context.refuseWhenStopping();
      Phase.Run run = life.answerable(lock.held);
      parts.dialogue().interrupt(lock.held, run);
      journal.append(lock.held, journal.event(lock.held, new Interrupt()));
      executor = run.executor();
      line = run.protocol().interrupt();
    }
    keeping.store();
    beginning.toProcess(line.length == 0 ? executor::interrupt : () -> executor.write(line));
  }

  void addFeedback(BlockId block, Feedback feedback) {
    refuseUnstorable();
    synchronized (lock) {
      context.refuseWhenStopping();
      life.answerable(lock.held);
      OutputEvent event =
          journal
              .feedback(lock.held, block, feedback)
              .orElseThrow(
                  () ->
                      new BadArgumentsException(
                          "blockId", ReasonKey.IT.with(ReasonKey.BLOCK_OF_SESSION.with())));
      journal.append(lock.held, event);
    }
    keeping.store();
    journal.sync();
  }

  void resizeTerminal(int columns, int rows) {
    synchronized (lock) {
      context.refuseWhenStopping();
      AppExecutor executor = life.answerable(lock.held).executor();
      if (!parts.app().protocol().isOnTerminal()) {
        throw new NotWaitingException("terminal", "the app runs on none");
      }
      // Told before the program knows: what it prints for the new size comes after it.
      Optional<OutputEvent> size = journal.terminalSize(lock.held, columns, rows);
      if (size.isPresent()) {
        parts.talk().append(lock.held, size.get());
      }
      executor.resizeTerminal(columns, rows);
    }
    keeping.store();
  }

  void end() {
    Optional<Phase.Run> starting;
    Runnable stop;
    synchronized (lock) {
      beginning.refuseUnviewable(lock.held);
      if (life.phase(lock.held) instanceof Phase.Ended) {
        throw new SessionEndedException(parts.id());
      }
      starting =
          life.isStarted(lock.held) ? Optional.empty() : Optional.of(beginning.begin(lock.held));
      stop = end.stopping(lock.held, ServerEnd.byUser());
    }
    stop.run();
    starting.ifPresent(beginning::spawn);
  }
}
