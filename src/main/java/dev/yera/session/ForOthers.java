package dev.yera.session;

import dev.yera.event.block.Exit;
import dev.yera.store.EventLog;
import dev.yera.store.StoredSession;

/**
 * The log of a session as it is read: whole, or by who did not write the app. Invariant: others
 * never read the exit event with all that is in it, because what takes its place is known before it
 * can be read. Thread-safe; needs no lock.
 */
final class ForOthers {
  private final EventLog log;
  private final StateRecord record;

  /** Of a session that ended here, or was asked for. */
  private volatile LastFrame last;

  ForOthers(EventLog log, StateRecord record) {
    this.log = log;
    this.record = record;
  }

  /** What they read instead of the exit event; said before that is appended. */
  void end(LastFrame instead) {
    last = instead;
  }

  /**
   * The log after an event.
   *
   * @param whole whether its exit event has all that is in it
   * @throws dev.yera.store.BadEventIdException if there is no such event
   */
  EventLog.Cursor cursorAfter(long after, boolean whole) {
    EventLog.Cursor cursor = log.cursorAfter(after);
    return whole ? cursor : new CursorForOthers(cursor, this::last);
  }

  /** What takes the place of the exit event; null for nothing. */
  private LastFrame last() {
    StoredSession.End end = record.state().end().orElse(null);
    if (last == null && end != null && end.exit().get("error") != null) {
      // It ended under a server before this one.
      byte[] whole = AcceptedAnswers.last(log);
      last = LastFrame.of(end.lastEventId(), whole, Exit.of(end.exit()));
    }
    return last;
  }
}
