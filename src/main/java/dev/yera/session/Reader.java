package dev.yera.session;

/**
 * A viewer's place in the log of a session. {@link #next} and {@link #isAtEnd} belong to one thread
 * at a time; {@link #leave} may be called by any.
 */
public final class Reader {
  private final Session session;
  private final Log.Cursor cursor;
  private final Watcher watcher;
  private final Object key;

  Reader(Session session, Log.Cursor cursor, Watcher watcher, Object key) {
    this.session = session;
    this.cursor = cursor;
    this.watcher = watcher;
    this.key = key;
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
    session.leave(key, watcher);
  }
}
