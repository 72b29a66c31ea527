package dev.yera.session;

import dev.yera.store.EventLog;
import dev.yera.store.Slice;
import java.util.function.Supplier;

/** A place in the log of who did not write the app: the last frame is another one. */
public final class CursorForOthers implements EventLog.Cursor {
  private final EventLog.Cursor whole;
  private final Supplier<LastFrame> last;

  /**
   * Reads what this one reads.
   *
   * @param last gives what takes the place of the last frame; null for nothing
   */
  public CursorForOthers(EventLog.Cursor whole, Supplier<LastFrame> last) {
    this.whole = whole;
    this.last = last;
  }

  @Override
  public Slice next() {
    Slice slice = whole.next();
    LastFrame instead = last.get();
    return slice == null || instead == null ? slice : instead.instead(slice);
  }

  @Override
  public boolean isAtEnd() {
    return whole.isAtEnd();
  }
}
