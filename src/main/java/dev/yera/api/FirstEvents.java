package dev.yera.api;

import dev.yera.event.SseFrame;
import dev.yera.session.Session;
import dev.yera.store.EventLog;
import dev.yera.store.Slice;
import dev.yera.stream.Reader;

/** What a session says until it waits for an answer, or has ended. */
final class FirstEvents implements EventLog.Cursor {
  private final Reader reader;
  private final Session session;
  private long last;

  /**
   * Those of a session.
   *
   * @param reader at the first event
   */
  FirstEvents(Reader reader, Session session) {
    this.reader = reader;
    this.session = session;
  }

  @Override
  public Slice next() {
    Slice slice = reader.next();
    if (slice != null) {
      last += frames(slice);
    }
    return slice;
  }

  /** Ids have no holes: as many frames as were read, so far it is. */
  private static int frames(Slice slice) {
    int to = slice.offset() + slice.length();
    int frames = 0;
    for (int at = slice.offset(); at < to; at = SseFrame.end(slice.bytes(), at, to)) {
      frames++;
    }
    return frames;
  }

  @Override
  public boolean isAtEnd() {
    return reader.isAtEnd() || session.isWaitingAfter(last);
  }
}
