package dev.yera.stream;

import dev.yera.store.EventLog;
import dev.yera.store.Slice;

/**
 * A viewer's place in the log of a session. {@link #next} and {@link #isAtEnd} belong to one thread
 * at a time; {@link #leave} may be called by any.
 */
public final class Reader {
  private final EventLog.Cursor cursor;
  private final Runnable leaving;

  /**
   * A place.
   *
   * @param leaving what happens when the viewer leaves; may run more than once
   */
  public Reader(EventLog.Cursor cursor, Runnable leaving) {
    this.cursor = cursor;
    this.leaving = leaving;
  }

  /** What there is from here on, at most 64 KiB of whole frames or one larger; null if nothing. */
  public Slice next() {
    return cursor.next();
  }

  /** Whether nothing is left and nothing will come. */
  public boolean isAtEnd() {
    return cursor.isAtEnd();
  }

  /** The viewer is gone, for whatever reason. */
  public void leave() {
    leaving.run();
  }
}
