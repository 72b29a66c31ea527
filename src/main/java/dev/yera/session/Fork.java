package dev.yera.session;

import dev.yera.app.call.Arguments;
import dev.yera.catalog.BadArgumentsException;
import dev.yera.catalog.ListedApp;
import dev.yera.event.block.BlockId;
import dev.yera.event.reason.ReasonKey;
import dev.yera.session.question.NotWaitingException;
import dev.yera.session.question.PastAnswer;
import dev.yera.store.EventLog;
import dev.yera.store.StoredSession;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a session needs that is made from another one.
 *
 * @param from the other one
 * @param arguments what that was created with
 * @param replay the answers, as they are stored; see {@link Replay#stored}
 */
record Fork(SessionId from, Arguments arguments, Map<String, Object> replay) {
  /** The name of the answers among what is stored until the app is started. */
  static final String REPLAY = "replay";

  /**
   * What a session needs that is made from this one.
   *
   * @param app which it is of
   * @param log what it said until now
   * @param upto the answers before that of this block are given; empty for all
   * @throws BadArgumentsException if this block was never answered, or the arguments were too large
   *     to be kept
   * @throws NotWaitingException if the app reads keys
   */
  static Fork of(ListedApp app, StoredSession from, EventLog log, Optional<BlockId> upto) {
    if (app.protocol().isOnTerminal()) {
      throw new NotWaitingException("terminal", "what was typed on one is not given again");
    }
    Map<String, Object> bound = from.arguments();
    if (bound == null) {
      throw new BadArgumentsException("session_id", ReasonKey.NOT_KEPT.with());
    }
    List<Map.Entry<BlockId, PastAnswer>> past = AcceptedAnswers.past(log);
    int count = past.size();
    Optional<PastAnswer> next = Optional.empty();
    if (upto.isPresent()) {
      List<BlockId> blocks = past.stream().map(Map.Entry::getKey).toList();
      count = blocks.indexOf(upto.get());
      if (count < 0) {
        throw new BadArgumentsException("upto", ReasonKey.IT.with(ReasonKey.ANSWERED_BLOCK.with()));
      }
      next = Optional.of(past.get(blocks.lastIndexOf(upto.get())).getValue());
    }
    List<PastAnswer> answers = past.subList(0, count).stream().map(Map.Entry::getValue).toList();
    return new Fork(
        SessionId.parse(from.id()).orElseThrow(),
        AsStored.arguments(from),
        Replay.stored(answers, next));
  }

  /** Whether this is somewhere in the answers, e.g. the id of a file. */
  boolean names(String text) {
    return isIn(text, replay);
  }

  private static boolean isIn(String text, Object value) {
    if (value instanceof Map<?, ?> members) {
      return members.values().stream().anyMatch(each -> isIn(text, each));
    }
    return value instanceof Collection<?> values
        ? values.stream().anyMatch(each -> isIn(text, each))
        : text.equals(value);
  }
}
