package dev.yera.session;

import dev.yera.event.OutputEvent;
import dev.yera.event.block.BlockId;
import dev.yera.executor.AppExecutor;
import dev.yera.protocol.AppProtocol;
import dev.yera.session.limit.LimitExceededException;
import dev.yera.session.question.AcceptedInteraction;
import dev.yera.session.question.BadInteractionException;
import dev.yera.session.question.Interaction;
import dev.yera.session.question.OpenQuestion;
import dev.yera.session.question.OpenQuestions;
import dev.yera.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The questions and answers of a session. Invariant: each accepted answer was for an open question,
 * and closed it.
 */
final class Dialogue {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final int mostPending;
  private final OpenQuestions questions = new OpenQuestions();
  private final List<AcceptedInteraction> accepted = new ArrayList<>();

  /**
   * A dialogue without questions.
   *
   * @param mostPending how many answers the app may leave unread
   */
  Dialogue(int mostPending) {
    this.mostPending = mostPending;
  }

  /** Records an event of the app, which may be a question. */
  void see(Held held, OutputEvent event) {
    questions.see(event);
  }

  /**
   * Accepts an answer for the app of this run.
   *
   * @return the question, which is closed now
   * @throws NotWaitingException if the block cannot be answered now
   * @throws BadInteractionException if it does not take this answer; the question stays open
   * @throws LimitExceededException if the app does not read its input
   */
  OpenQuestion accept(Held held, Phase.Run run, Interaction interaction, Instant now) {
    refuseFullInput(run.executor());
    refuseUntold(run.protocol(), interaction);
    OpenQuestion question = questions.answer(interaction);
    accepted.add(new AcceptedInteraction(interaction, now));
    return question;
  }

  private void refuseFullInput(AppExecutor executor) {
    if (executor.unwritten() >= mostPending) {
      throw new LimitExceededException(
          LimitExceededException.What.INPUT,
          Settings.MAX_PENDING_INPUT.key(),
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
                  "The answer to block \"%s\" %s.".formatted(interaction.blockId(), why));
            });
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

  /** The accepted answers, oldest first. */
  List<AcceptedInteraction> accepted(Held held) {
    return List.copyOf(accepted);
  }

  /** The number of accepted answers. */
  int count(Held held) {
    return accepted.size();
  }
}
