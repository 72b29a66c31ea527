package dev.yera.stream;

import dev.yera.store.EventLog;
import dev.yera.store.Slice;

/**
 * A viewer's position in the log of a session. One thread at a time may call {@link #next} and
 * {@link #isAtEnd}; any thread may call {@link #leave}.
 */
public final class Reader {
  private final EventLog.Cursor cursor;
  private final Runnable leaving;

  /**
   * A reader at this position.
   *
   * @param leaving is run when the viewer leaves; may run more than once
   */
  public Reader(EventLog.Cursor cursor, Runnable leaving) {
    this.cursor = cursor;
    this.leaving = leaving;
  }

  /** The next frames, at most 64 KiB or one larger frame; null if there are none. */
  public Slice next() {
    return cursor.next();
  }

  /** Whether all events are read and the log is closed. */
  public boolean isAtEnd() {
    return cursor.isAtEnd();
  }

  /** Removes the viewer, for any reason. */
  public void leave() {
    leaving.run();
  }
}
