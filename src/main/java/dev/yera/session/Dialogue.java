package dev.yera.session;

import dev.yera.event.OutputEvent;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.FileRef;
import dev.yera.executor.AppExecutor;
import dev.yera.protocol.AppProtocol;
import dev.yera.session.limit.LimitExceededException;
import dev.yera.session.question.BadInteractionException;
import dev.yera.session.question.HandedFile;
import dev.yera.session.question.Interaction;
import dev.yera.session.question.NamedFile;
import dev.yera.session.question.OpenQuestion;
import dev.yera.session.question.OpenQuestions;
import dev.yera.session.question.PastAnswer;
import dev.yera.session.question.WaitingForAnswerException;
import dev.yera.settings.SessionSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The questions and answers of a session. Invariant: each accepted answer was for an open question,
 * and closed it.
 */
final class Dialogue {
  /** More than this does not wait for the app to read it, but for one larger answer. */
  private static final int MOST_PENDING_BYTES = 1024 * 1024;

  private static final Duration RETRY = Duration.ofSeconds(1);

  /** What an answer takes besides its value: its event in the log, and what is remembered of it. */
  private static final int OVERHEAD = 256;

  private final int mostPending;
  private final long quota;
  private final OpenQuestions questions = new OpenQuestions();

  /** The numbers of the answer events in the log, which has the answers. */
  private final List<Long> accepted = new ArrayList<>();

  private long size;
  private boolean interrupted;

  /**
   * A dialogue without questions.
   *
   * @param mostPending how many answers the app may leave unread
   * @param quota how many bytes all answers may have together
   */
  Dialogue(int mostPending, long quota) {
    this.mostPending = mostPending;
    this.quota = quota;
  }

  /** Records an event of the app, which may be a question. */
  void see(Held held, OutputEvent event) {
    questions.see(event);
  }

  /**
   * Takes an answer; its question is open no longer. {@link #keep} has to follow.
   *
   * @param size of its value as JSON, in bytes
   * @param files those that it names, by id
   * @throws LimitExceededException if the app does not read, or the answers are too large together
   * @throws dev.yera.session.question.NotWaitingException if the block cannot be answered
   * @throws BadInteractionException if the value does not fit
   */
  OpenQuestion accept(
      Held held, Phase.Run run, Interaction interaction, int size, Map<String, HandedFile> files) {
    refuseFullInput(run.executor());
    refuseOverQuota(size);
    refuseUntold(run.protocol(), interaction);
    OpenQuestion question = questions.answer(interaction, files);
    this.size += OVERHEAD + size;
    return question;
  }

  /** See {@link OpenQuestions#files}. */
  List<NamedFile> files(Held held, Interaction interaction) {
    return questions.files(interaction);
  }

  /** See {@link OpenQuestions#forApp}. */
  Object forApp(Held held, OpenQuestion question, Object value, Map<String, HandedFile> files) {
    return questions.forApp(question, value, files);
  }

  /** See {@link OpenQuestions#forViewers}. */
  List<FileRef> forViewers(
      Held held, OpenQuestion question, Object value, Map<String, HandedFile> files) {
    return questions.forViewers(question, value, files);
  }

  /** A value that was accepted as others than the app may know it: null for what is secret. */
  Object told(Held held, OpenQuestion question, Object value) {
    return questions.told(question, value);
  }

  /**
   * Takes a user's wish that the app give up what it does.
   *
   * @throws LimitExceededException if the app does not read, or was told too much already
   * @throws WaitingForAnswerException if it does nothing but wait for an answer
   */
  void interrupt(Held held, Phase.Run run) {
    refuseFullInput(run.executor());
    refuseOverQuota(0);
    // A console program always has a line to write on, also while it works.
    if (questions.isWaiting() && run.protocol().hasIdleClock()) {
      throw new WaitingForAnswerException();
    }
    size += OVERHEAD;
    interrupted = true;
  }

  /** Whether a user interrupted the app. */
  boolean wasInterrupted(Held held) {
    return interrupted;
  }

  /** The answer that was accepted is this event of the log. */
  void keep(Held held, long event) {
    accepted.add(event);
  }

  private void refuseOverQuota(int more) {
    if (size + OVERHEAD + more > quota) {
      throw new LimitExceededException(
          LimitExceededException.What.INPUT_QUOTA,
          SessionSettings.INPUT_QUOTA.key(),
          quota,
          "The answers of the session are as large as they may be together.",
          Duration.ZERO);
    }
  }

  private void refuseFullInput(AppExecutor executor) {
    if (executor.unwritten() >= mostPending || executor.unwrittenBytes() >= MOST_PENDING_BYTES) {
      throw new LimitExceededException(
          LimitExceededException.What.INPUT,
          SessionSettings.MAX_PENDING_INPUT.key(),
          mostPending,
          "The app is not reading its input. Try again later.",
          RETRY);
    }
  }

  private static void refuseUntold(AppProtocol protocol, Interaction interaction) {
    protocol
        .refusal(interaction.value())
        .ifPresent(
            why -> {
              throw new BadInteractionException(
                  "The answer to block \"%s\" %s.".formatted(interaction.blockId(), why), why);
            });
  }

  /** See {@link OpenQuestions#fitting}. */
  Optional<Interaction> fitting(Held held, PastAnswer past) {
    return questions.fitting(past);
  }

  /** Whether a question that is open takes what is not kept. */
  boolean isSecretAsked(Held held) {
    return questions.isSecretAsked();
  }

  /** Closes all questions. */
  void close(Held held) {
    questions.closeAll();
  }

  /** Whether a block can be answered now. */
  boolean isWaiting(Held held) {
    return questions.isWaiting();
  }

  /** The blocks that can be answered now, in the order of the questions. */
  List<BlockId> awaiting(Held held) {
    return questions.awaiting();
  }

  /** The answers that were accepted, oldest first. */
  List<Long> accepted(Held held) {
    return List.copyOf(accepted);
  }

  /** The number of accepted answers. */
  int count(Held held) {
    return accepted.size();
  }
}
