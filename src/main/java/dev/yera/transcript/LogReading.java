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
  /** To skip so many events takes no longer than to look for a place in the log. */
  private static final int NEAR = 256;

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

  private void read(long from, long to, EventSink sink) throws IOException {
    read(new long[] {from, to}, sink);
  }

  /**
   * Reads the events of these ranges, those that are near to each other in one go.
   *
   * @param ranges first and last number of each
   */
  void read(long[] ranges, EventSink sink) throws IOException {
    int from = 0;
    while (from < ranges.length) {
      int to = from + 2;
      while (to < ranges.length && ranges[to] - ranges[to - 1] <= NEAR) {
        to += 2;
      }
      read(ranges, from, to, sink);
      from = to;
    }
  }

  private void read(long[] ranges, int from, int to, EventSink sink) throws IOException {
    EventLog.Cursor cursor = cursors.apply(ranges[from] - 1);
    int range = from;
    long id = ranges[from];
    while (id <= ranges[to - 1]) {
      Slice slice = cursor.next();
      if (slice == null) {
        throw new IOException("the log ends before event " + id);
      }
      int at = slice.offset();
      int end = at + slice.length();
      while (at < end && id <= ranges[to - 1]) {
        int next = SseFrame.end(slice.bytes(), at, end);
        if (id >= ranges[range]) {
          byte[] json = SseFrame.payload(slice.bytes(), at, next);
          sink.take(new LoggedEvent(id, (Map<?, ?>) Json.read(json)));
        }
        if (id == ranges[range + 1]) {
          range += 2;
        }
        id++;
        at = next;
      }
    }
  }
}
