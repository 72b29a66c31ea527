package dev.yera.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.yera.event.EventLine;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Level;
import dev.yera.event.block.Notice;
import dev.yera.event.json.Json;
import dev.yera.file.FileCopyException;
import dev.yera.session.limit.LimitExceededException;
import dev.yera.session.question.BadInteractionException;
import dev.yera.session.question.HandedFile;
import dev.yera.session.question.Interaction;
import dev.yera.session.question.NotWaitingException;
import dev.yera.session.question.PastAnswer;
import dev.yera.store.StoreException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Gives a session the answers of another one while its questions take them. Invariants: they are
 * given in their order, each at most once; the first that does not fit is the last that was tried,
 * and viewers are told. Thread-safe; any thread may go on with it, files are copied by one.
 */
final class Replaying {
  private final SessionParts parts;
  private final SessionLock lock;
  private final Dialogue dialogue;
  private final Journal journal;
  private final Talk talk;
  private final Answering answering;
  private final Keeping keeping;
  private final Replay replay;

  /** Whether files of an earlier answer are on their way to where the app reads them. */
  @GuardedBy("lock")
  private boolean isCopying;

  Replaying(SessionParts parts, Replay replay, Answering answering, Keeping keeping) {
    this.parts = parts;
    this.replay = replay;
    this.answering = answering;
    this.keeping = keeping;
    lock = parts.lock();
    dialogue = parts.dialogue();
    journal = parts.journal();
    talk = parts.talk();
  }

  /** See {@link Replay#suggest}. */
  EventLine.Partial suggest(Held held, EventLine.Partial line) {
    return replay.suggest(held, line);
  }

  /** Whether an answer is left, and a question open. */
  boolean isDue() {
    if (!replay.isOn()) {
      return false;
    }
    synchronized (lock) {
      return talk.isAudible(lock.held) && dialogue.isWaiting(lock.held);
    }
  }

  /**
   * Gives the answers of another session while its questions take them. What cannot be given now is
   * given later: after more output, or at the next tick.
   */
  void goOn() {
    PastAnswer copied = null;
    Map<String, HandedFile> files = Map.of();
    while (replay.isOn() && !parts.storing().isFailing()) {
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
            at =
                answering.accept(
                    lock.held,
                    next.get(),
                    size,
                    past.equals(copied) ? files : Map.of(),
                    parts.trace().place());
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
        answering.accepted(next.get(), at);
      } else {
        keeping.store();
      }
    }
  }

  /** The files of an earlier answer; none if they cannot be had: then it does not fit. */
  private Map<String, HandedFile> handedAgain(Interaction interaction) {
    try {
      return answering.handed(interaction);
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
}
