package dev.yera.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A log in rows of PostgreSQL; the newest {@link #IN_MEMORY} bytes of a running one are in memory,
 * too. An event is readable when a commit has it; see {@link Flusher}.
 *
 * <p>Rows are only inserted, never changed: what is appended to a value writes all of it anew. So a
 * segment that fills slowly takes many small rows at first, and one that replaces them when it is
 * full or the log is closed.
 *
 * <p>Readers go by the numbers of events, because the position of a row in the log is nowhere.
 */
final class PostgresLog implements EventLog {
  /** The approximate part kept in memory, in bytes. */
  static final int IN_MEMORY = 1024 * 1024;

  private final LogRows rows;
  private final long fence;
  private final Database database;
  private final SharedRows shared;
  private final Flusher flusher;
  private final Runnable readable;

  @GuardedBy("this")
  private final Segments segments;

  @GuardedBy("this")
  private Unstored.Reached reached;

  @GuardedBy("this")
  private boolean closed;

  /** Whether the last try to store failed: nobody goes on without waiting then. */
  private volatile boolean failing;

  /** What was sent last, and perhaps committed; null if that is known. Only the flusher's. */
  private Unstored unsure;

  /** One of which this much is stored. */
  PostgresLog(
      LogRows rows,
      long fence,
      BlockRows.Extent extent,
      Database database,
      SharedRows shared,
      Flusher flusher,
      Runnable readable) {
    this.rows = rows;
    this.fence = fence;
    this.segments = new Segments(SLICE, extent.bytes(), extent.lastId());
    this.reached = new Unstored.Reached(extent.bytes(), extent.lastId(), extent.bytes(), 0);
    this.database = database;
    this.shared = shared;
    this.flusher = flusher;
    this.readable = readable;
  }

  /** The place after an event; in the segments also a position, while it is there. */
  private final class Place implements Cursor {
    private long id;
    private long position = -1;

    private Place(long id) {
      this.id = id;
    }

    @Override
    public Slice next() {
      long last;
      synchronized (PostgresLog.this) {
        last = reached.id();
        if (id >= last) {
          return null;
        }
        if (segments.count() > 0 && id + 1 >= segments.get(0).firstId) {
          return inMemory();
        }
        position = -1;
      }
      BlockRow row = shared.find(rows, id + 1);
      byte[] frames = row.frames();
      int begin = Segment.endOfFrame(frames, id + 1 - row.firstId());
      // The row may be of a commit that is not known here yet, or of another server.
      boolean isAhead = row.lastId() > last;
      int end = isAhead ? Segment.endOfFrame(frames, last + 1 - row.firstId()) : frames.length;
      id = isAhead ? last : row.lastId();
      return new Slice(frames, begin, end - begin);
    }

    @GuardedBy("PostgresLog.this")
    private Slice inMemory() {
      int index = segments.indexOf(id + 1);
      Segment here = segments.get(index);
      if (position < 0) {
        position = here.position + Segment.endOfFrame(here.bytes, id + 1 - here.firstId);
      }
      int begin = Math.toIntExact(position - here.position);
      int end = Math.toIntExact(Math.min(here.length, reached.position() - here.position));
      id = Math.min(lastIdOf(index), reached.id());
      position += end - begin;
      return new Slice(here.bytes, begin, end - begin);
    }

    @Override
    public boolean isAtEnd() {
      synchronized (PostgresLog.this) {
        return closed && id == segments.lastId();
      }
    }
  }

  @GuardedBy("this")
  private long lastIdOf(int index) {
    return index == segments.count() - 1 ? segments.lastId() : segments.get(index + 1).firstId - 1;
  }

  @Override
  public synchronized long append(byte[] json, int offset, int length) {
    if (closed) {
      throw new IllegalStateException("the log is closed");
    }
    return segments.append(json, offset, length);
  }

  @Override
  public void store() throws IOException {
    flusher.store(this);
  }

  @Override
  public void storeSoon() throws IOException {
    if (failing) {
      flusher.store(this);
      return;
    }
    flusher.storeSoon(this, isFarAhead());
    if (!awaitRoom()) {
      flusher.store(this);
    }
  }

  private synchronized boolean isFarAhead() {
    return segments.size() - reached.position() > AHEAD - SLICE;
  }

  /**
   * Waits for room only, not for all that was appended: what fills the log goes on while the next
   * commit is under way.
   *
   * @return false if it has to wait for the next try to store, or is interrupted
   */
  private synchronized boolean awaitRoom() {
    while (isFarAhead() && !failing) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return !failing;
  }

  // ---- For the flusher, which is one thread

  String session() {
    return rows.session();
  }

  /** How its rows are stored. */
  LogRows rows() {
    return rows;
  }

  long fence() {
    return fence;
  }

  /** What is appended and not stored, or the beginning of it. */
  Unstored unstored() {
    List<BlockRow> parts = new ArrayList<>();
    synchronized (this) {
      int index = firstUnsettled();
      Unstored.Reached now = reached;
      long replaces = 0;
      long bytes = 0;
      for (; index < segments.count() && bytes < Flusher.MOST_BYTES; index++) {
        Segment here = segments.get(index);
        long end = here.position + here.length;
        long lastId = lastIdOf(index);
        boolean isFull = closed || index < segments.count() - 1;
        boolean isNew = now.position() < end;
        if (isFull && (isNew || now.loose() > 1)) {
          replaces = now.loose() > 0 ? here.firstId : replaces;
          parts.add(row(here, 0, here.firstId, lastId));
          bytes += here.length;
        } else if (isNew) {
          int begin = Math.toIntExact(now.position() - here.position);
          parts.add(row(here, begin, now.id() + 1, lastId));
          bytes += here.length - begin;
        }
        int loose = isFull ? 0 : now.loose() + (isNew ? 1 : 0);
        now = new Unstored.Reached(end, lastId, isFull ? end : now.settled(), loose);
      }
      return new Unstored(this, parts, replaces, now, index == segments.count());
    }
  }

  private BlockRow row(Segment segment, int begin, long firstId, long lastId) {
    byte[] frames = Arrays.copyOfRange(segment.bytes, begin, segment.length);
    return new BlockRow(session(), firstId, lastId, frames);
  }

  @GuardedBy("this")
  private int firstUnsettled() {
    int index = 0;
    while (index < segments.count() && segments.get(index).position < reached.settled()) {
      index++;
    }
    return index;
  }

  /** Whether it could be stored. */
  synchronized void tried(boolean stored) {
    failing = !stored;
    notifyAll();
  }

  /** It is being sent: until it is stored, nobody knows whether it is there. */
  void sending(Unstored part) {
    unsure = part;
  }

  /** What was sent and may be stored; null if that is known. */
  Unstored unsure() {
    return unsure;
  }

  /** It is not stored. */
  void notStored() {
    unsure = null;
  }

  /** It is stored, which makes it readable. */
  void stored(Unstored part) {
    unsure = null;
    synchronized (this) {
      reached = part.reached();
      forgetOld();
      notifyAll();
    }
    readable.run();
  }

  /** Appends an event that another server stored; {@link #isReadable} tells it. */
  synchronized void takeStored(byte[] json, int offset, int length) {
    segments.append(json, offset, length);
    long end = segments.size();
    reached = new Unstored.Reached(end, segments.lastId(), end, 0);
    forgetOld();
  }

  /** Wakes who reads it. */
  void isReadable() {
    readable.run();
  }

  /** Frees the segments that stay as they are in the database, except for the newest. */
  @GuardedBy("this")
  private void forgetOld() {
    int old = 0;
    while (old < segments.count() - 1
        && segments.get(old + 1).position <= reached.settled()
        && segments.size() - segments.get(old + 1).position >= IN_MEMORY) {
      old++;
    }
    segments.forgetBefore(old);
  }

  // ---- For everybody

  /** What is committed survives the end of the machine. */
  @Override
  public void sync() {}

  @Override
  public synchronized void close() {
    closed = true;
  }

  @Override
  public void delete() throws IOException {
    shared.forget(session());
    try {
      database.change(connection -> BlockRows.delete(connection, session(), 0));
    } catch (SQLException e) {
      throw Database.problem(e);
    }
  }

  @Override
  public synchronized long lastId() {
    return segments.lastId();
  }

  @Override
  public synchronized long readableId() {
    return reached.id();
  }

  @Override
  public synchronized long size() {
    return segments.size();
  }

  /** Nothing is on a disk of this server. */
  @Override
  public long sizeOnDisk() {
    return 0;
  }

  @Override
  public synchronized Cursor cursorAfter(long id) {
    if (id < 0 || id > reached.id()) {
      throw new BadEventIdException(Long.toString(id), reached.id());
    }
    return new Place(id);
  }

  /** How much of it is in memory. */
  synchronized long bytesInMemory() {
    return segments.count() == 0 ? 0 : segments.size() - segments.get(0).position;
  }
}
