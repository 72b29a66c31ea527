package dev.yera.stream;

import dev.yera.event.SseFrame;
import dev.yera.event.json.Json;
import dev.yera.store.EventLog;
import dev.yera.store.Slice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The events of several sessions for one stream. The id of each event has its session's before it;
 * what a session has to say besides is an event with a name. One session that cannot be read does
 * not end the others. Filled before it is read, then read by one thread at a time; {@link #leave}
 * may be called by any.
 */
public final class SharedCursor implements EventLog.Cursor {
  private static final Logger LOG = Logger.getLogger(SharedCursor.class.getName());
  private static final int ID = "id: ".length();

  private final Function<RuntimeException, Map<String, ?>> problem;
  private final Queue<byte[]> said = new ArrayDeque<>();
  private final Queue<Part> parts = new ArrayDeque<>();
  private final List<Reader> readers = new CopyOnWriteArrayList<>();

  private record Part(String session, Reader reader) {}

  /**
   * One without sessions.
   *
   * @param problem why a session is refused, for its client
   */
  public SharedCursor(Function<RuntimeException, Map<String, ?>> problem) {
    this.problem = problem;
  }

  /** Adds a session, from the reader's position on. */
  public void add(String session, Reader reader) {
    readers.add(reader);
    parts.add(new Part(session, reader));
  }

  /** Tells that nothing more comes of a session. */
  public void end(String session) {
    said.add(frame("end", Map.of("session_id", session)));
  }

  /** Tells that a session is refused. */
  public void refuse(String session, RuntimeException why) {
    said.add(frame("refused", Map.of("session_id", session, "problem", problem.apply(why))));
  }

  private static byte[] frame(String name, Map<String, ?> data) {
    String text = "event: %s\ndata: %s\n\n".formatted(name, Json.text(data));
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Slice next() {
    // In turn, so that a session that says much does not keep the others waiting.
    for (int left = parts.size(); said.isEmpty() && left > 0; left--) {
      Part part = parts.remove();
      Slice slice = read(part);
      if (slice != null) {
        return slice;
      }
    }
    byte[] frame = said.poll();
    return frame == null ? null : new Slice(frame, 0, frame.length);
  }

  /** The next events of a session; it stays one of the parts unless it is over, or failed. */
  private Slice read(Part part) {
    try {
      Slice slice = part.reader.next();
      if (slice == null && part.reader.isAtEnd()) {
        part.reader.leave();
        end(part.session);
        return null;
      }
      parts.add(part);
      return slice == null ? null : named(slice, part.session);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A session of a shared stream cannot be read", e);
      part.reader.leave();
      refuse(part.session, e);
      return null;
    }
  }

  private static Slice named(Slice slice, String session) {
    byte[] prefix = (session + ":").getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = slice.bytes();
    int to = slice.offset() + slice.length();
    ByteArrayOutputStream all = new ByteArrayOutputStream(slice.length() + slice.length() / 4);
    for (int from = slice.offset(); from < to; ) {
      int end = SseFrame.end(bytes, from, to);
      all.write(bytes, from, ID);
      all.writeBytes(prefix);
      all.write(bytes, from + ID, end - from - ID);
      from = end;
    }
    return new Slice(all.toByteArray(), 0, all.size());
  }

  @Override
  public boolean isAtEnd() {
    return said.isEmpty() && parts.isEmpty();
  }

  /** Removes the viewer from all sessions; may run more than once. */
  public void leave() {
    readers.forEach(Reader::leave);
  }
}
