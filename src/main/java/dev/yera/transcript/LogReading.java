package dev.yera.transcript;

import dev.yera.event.SseFrame;
import dev.yera.event.json.Json;
import dev.yera.store.EventLog;
import dev.yera.store.Slice;
import java.io.IOException;
import java.util.Map;
import java.util.function.LongFunction;

/** Reads events of a log, up to one that was the last when the reading began. */
final class LogReading {
  private final LongFunction<EventLog.Cursor> cursors;
  private final long last;

  LogReading(LongFunction<EventLog.Cursor> cursors, long last) {
    this.cursors = cursors;
    this.last = last;
  }

  void all(EventSink sink) throws IOException {
    read(1, last, sink);
  }

  LoggedEvent read(long id) throws IOException {
    LoggedEvent[] read = new LoggedEvent[1];
    read(id, id, event -> read[0] = event);
    return read[0];
  }

  /** Reads the events from one number to another, both included. */
  void read(long from, long to, EventSink sink) throws IOException {
    EventLog.Cursor cursor = cursors.apply(from - 1);
    long id = from;
    while (id <= to) {
      Slice slice = cursor.next();
      if (slice == null) {
        throw new IOException("the log ends before event " + id);
      }
      int at = slice.offset();
      int end = at + slice.length();
      while (at < end && id <= to) {
        int next = SseFrame.end(slice.bytes(), at, end);
        byte[] json = SseFrame.payload(slice.bytes(), at, next);
        sink.take(new LoggedEvent(id, (Map<?, ?>) Json.read(json)));
        id++;
        at = next;
      }
    }
  }
}
