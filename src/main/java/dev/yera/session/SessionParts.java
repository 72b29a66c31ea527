package dev.yera.session;

import dev.yera.catalog.ListedApp;
import dev.yera.session.diagnostic.Diagnostics;
import dev.yera.store.EventLog;

/**
 * What the ways through one session share: its lock, the parts that are called with it, and those
 * that need none.
 *
 * @param context what all sessions of the server share
 * @param lock guards what asks for {@link Held}
 * @param record its stored state
 * @param storing stores the log
 */
record SessionParts(
    SessionId id,
    ListedApp app,
    SessionContext context,
    SessionLock lock,
    Viewers viewers,
    Journal journal,
    Dialogue dialogue,
    Life life,
    Talk talk,
    Tally tally,
    SessionTrace trace,
    EventLog log,
    ForOthers forOthers,
    StateRecord record,
    Storing storing,
    Diagnostics diagnostics,
    Silence silence) {
  /** Monotonic time, for the clocks. */
  long now() {
    return context.nanoTime().getAsLong();
  }
}
