package dev.yera.session;

import dev.yera.catalog.AppId;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Exit;
import dev.yera.session.limit.Owner;
import java.time.Instant;

/**
 * A fact about a session. Facts are published as CDI events, in the order of each session and with
 * a short delay: observe {@code SessionFact} or one of its cases. No fact contains the content of
 * an answer.
 */
public sealed interface SessionFact {
  /** The session. */
  SessionId session();

  /** When it happened. */
  Instant at();

  /**
   * The session was created and can be viewed.
   *
   * @param owner whose it is
   */
  record Created(SessionId session, Instant at, AppId app, Owner owner) implements SessionFact {}

  /** Its first viewer came: its executor is being started. */
  record Started(SessionId session, Instant at) implements SessionFact {}

  /**
   * A viewer opened a stream.
   *
   * @param after the number of the last event that the viewer had
   * @param behind whether there were events already that it had not
   */
  record Viewed(SessionId session, Instant at, long after, boolean behind) implements SessionFact {}

  /** A question was answered. */
  record Answered(SessionId session, Instant at, BlockId question) implements SessionFact {}

  /** Its exit event is in the log, and it has no process left. */
  record Ended(SessionId session, Instant at, AppId app, Exit exit) implements SessionFact {}

  /** The session was forgotten and is unknown from now on. */
  record Forgotten(SessionId session, Instant at) implements SessionFact {}
}
