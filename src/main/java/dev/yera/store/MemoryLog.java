package dev.yera.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A log that does not outlive its server, so an event is readable as soon as it is appended. Each
 * event is rendered once, into its segment; readers get ranges of segments. The newest {@link
 * #IN_MEMORY} bytes are in memory, older ones in a file.
 */
public final class MemoryLog implements EventLog {
  /** The approximate part kept in memory, in bytes. */
  public static final int IN_MEMORY = 1024 * 1024;

  private final OverflowFile overflow;
  private final Runnable readable;
  private final int inMemory;
  private final Segments segments;
  private final Object moving = new Object();
  private int moved;
  private long movedBytes;
  private boolean closed;

  /**
   * An empty log.
   *
   * @param overflow the file for events that are not kept in memory; created when needed
   * @param readable see {@link SessionStore#add}
   */
  public MemoryLog(Path overflow, Runnable readable) {
    this(overflow, readable, SLICE, IN_MEMORY);
  }

  /** A log with other limits, in bytes; with small ones a test reaches them with few events. */
  MemoryLog(Path overflow, Runnable readable, int slice, int inMemory) {
    this.overflow = new OverflowFile(overflow);
    this.readable = readable;
    this.segments = new Segments(slice, 0, 0);
    this.inMemory = inMemory;
  }

  private final class Place implements Cursor {
    private int segment;
    private int offset;
    private long unresolved;

    @Override
    public Slice next() {
      while (true) {
        Segment here = settle();
        if (here == null) {
          return null;
        }
        Slice slice = unresolved > 0 || offset < lengthOf(here) ? rest(here) : null;
        if (slice != null) {
          return slice;
        }
      }
    }

    /** The segment with the next frames for this reader; null if there is none yet. */
    private Segment settle() {
      synchronized (MemoryLog.this) {
        while (segment < segments.count()) {
          Segment here = segments.get(segment);
          if (unresolved > 0 || offset < here.length) {
            return here;
          }
          if (segment == segments.count() - 1) {
            return null; // this segment may still grow
          }
          segment++;
          offset = 0;
        }
        return null;
      }
    }

    private int lengthOf(Segment here) {
      synchronized (MemoryLog.this) {
        return here.length;
      }
    }

    /** The rest of a segment; null if this reader has all of it. Reads the file without a lock. */
    private Slice rest(Segment here) {
      byte[] bytes;
      int length;
      synchronized (MemoryLog.this) {
        bytes = here.bytes;
        length = here.length;
      }
      if (bytes == null) {
        bytes = fromFile(here.position, length);
      }
      if (unresolved > 0) {
        offset = Segment.endOfFrame(bytes, unresolved);
        unresolved = 0;
      }
      int begin = offset;
      offset = length;
      return begin == length ? null : new Slice(bytes, begin, length - begin);
    }

    private byte[] fromFile(long position, int length) {
      try {
        return overflow.read(position, length);
      } catch (IOException e) {
        throw new UncheckedIOException("The older part of a session's log cannot be read", e);
      }
    }

    @Override
    public boolean isAtEnd() {
      synchronized (MemoryLog.this) {
        boolean behindAll =
            segments.count() == 0
                || (unresolved == 0
                    && segment == segments.count() - 1
                    && offset == segments.get(segment).length);
        return closed && behindAll;
      }
    }
  }

  @Override
  public synchronized long append(byte[] json, int offset, int length) {
    if (closed) {
      throw new IllegalStateException("the log is closed");
    }
    return segments.append(json, offset, length);
  }

  /** What was appended is readable already; moves to the file what is more than memory keeps. */
  @Override
  public void store() throws IOException {
    readable.run();
    synchronized (moving) {
      moveAway();
    }
  }

  private void moveAway() throws IOException {
    while (true) {
      Segment oldest;
      synchronized (this) {
        // The last segment still grows.
        if (segments.size() - movedBytes <= inMemory || moved >= segments.count() - 1) {
          return;
        }
        oldest = segments.get(moved);
      }
      overflow.append(oldest.bytes, oldest.length);
      synchronized (this) {
        oldest.moved();
        moved++;
        movedBytes += oldest.length;
      }
    }
  }

  /** Nothing of it survives. */
  @Override
  public void sync() {}

  @Override
  public synchronized void close() {
    closed = true;
  }

  @Override
  public void delete() throws IOException {
    overflow.delete();
  }

  @Override
  public synchronized long lastId() {
    return segments.lastId();
  }

  @Override
  public synchronized long readableId() {
    return segments.lastId();
  }

  @Override
  public synchronized long size() {
    return segments.size();
  }

  @Override
  public synchronized long sizeOnDisk() {
    return movedBytes;
  }

  @Override
  public synchronized Cursor cursorAfter(long id) {
    if (id < 0 || id > segments.lastId()) {
      throw new BadEventIdException(Long.toString(id), segments.lastId());
    }
    Place cursor = new Place();
    if (id > 0) {
      cursor.segment = segments.indexOf(id);
      cursor.unresolved = id - segments.get(cursor.segment).firstId + 1;
    }
    return cursor;
  }
}
