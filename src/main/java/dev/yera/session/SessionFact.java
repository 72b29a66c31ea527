package dev.yera.session;

import dev.yera.catalog.AppId;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Exit;
import dev.yera.session.limit.Owner;
import java.time.Instant;

/**
 * Something that happened to a session. Every fact is published as a CDI event, in the order in
 * which the facts of a session happened and a moment after: observe {@code SessionFact} or one of
 * its cases. No fact has the content of an answer.
 */
public sealed interface SessionFact {
  /** Whose fact it is. */
  SessionId session();

  /** When it happened. */
  Instant at();

  /**
   * It can be viewed now.
   *
   * @param owner whose it is
   */
  record Created(SessionId session, Instant at, AppId app, Owner owner) implements SessionFact {}

  /** Its first viewer came: its executor is being started. */
  record Started(SessionId session, Instant at) implements SessionFact {}

  /**
   * Somebody views it.
   *
   * @param after the number of the last event that the viewer had
   */
  record Viewed(SessionId session, Instant at, long after) implements SessionFact {}

  /** A question was answered. */
  record Answered(SessionId session, Instant at, BlockId question) implements SessionFact {}

  /** Its exit event is in the log, and no process of it is left. */
  record Ended(SessionId session, Instant at, Exit exit) implements SessionFact {}

  /** Nobody can ask for it any more. */
  record Forgotten(SessionId session, Instant at) implements SessionFact {}
}
