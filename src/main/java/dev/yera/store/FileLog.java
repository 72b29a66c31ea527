package dev.yera.store;

import dev.yera.event.SseFrame;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A log in a file that has nothing but its frames, one after the other; the newest {@link
 * #IN_MEMORY} bytes are in memory, too. An event is readable when it is written: that survives the
 * end of this process, however it ends; see {@link Syncer} for the end of the machine.
 *
 * <p>No index is kept of the file. Payloads have no line break, so an empty line followed by {@code
 * id:} begins a frame and says its number: a place is found by bisection. So a log takes the same
 * memory however long it is, and nothing is read before somebody asks for it.
 *
 * <p>Invariants: the segments are the bytes from {@link #inMemory} to {@link #size}; all before
 * {@link #stored} is in the file.
 */
final class FileLog implements EventLog {
  /** The approximate part kept in memory, in bytes. */
  static final int IN_MEMORY = 1024 * 1024;

  private static final int FIRST_CAPACITY = 1024;

  private final LogFile file;
  private final Runnable readable;
  private final Syncer syncer;

  /** Held by the one that writes; never by a thread that holds the monitor of this log. */
  private final Object writing = new Object();

  private final List<Segment> segments = new ArrayList<>();
  private long inMemory;
  private long stored;
  private long storedId;
  private long size;
  private long lastId;
  private boolean closed;

  private FileLog(LogFile file, Syncer syncer, Runnable readable) {
    this.file = file;
    this.syncer = syncer;
    this.readable = readable;
  }

  /** An empty log; its file is made when there is something to store. */
  static FileLog empty(Path path, Syncer syncer, Runnable readable) {
    return new FileLog(new LogFile(path), syncer, readable);
  }

  /**
   * One that is in a file, up to its last whole frame.
   *
   * @param isClosed whether it is complete
   * @throws IOException if the file cannot be read
   */
  static FileLog of(Path path, boolean isClosed, Syncer syncer, Runnable readable)
      throws IOException {
    LogFile file = new LogFile(path);
    FileLog log = new FileLog(file, syncer, readable);
    long end = file.endOfLastFrame();
    log.inMemory = end;
    log.stored = end;
    log.size = end;
    log.lastId = file.idBefore(end);
    log.storedId = log.lastId;
    log.closed = isClosed;
    return log;
  }

  /** A position in the file, which is also one in the segments. */
  private final class Place implements Cursor {
    private long at;

    private Place(long at) {
      this.at = at;
    }

    @Override
    public Slice next() {
      long from = at;
      long to;
      synchronized (FileLog.this) {
        to = stored;
        if (from >= to) {
          return null;
        }
        if (from >= inMemory) {
          Slice slice = inSegment(from, to);
          at += slice.length();
          return slice;
        }
        to = Math.min(to, inMemory);
      }
      try {
        Slice slice = file.frames(from, to);
        at += slice.length();
        return slice;
      } catch (IOException e) {
        throw new UncheckedIOException("The log of a session cannot be read", e);
      }
    }

    @Override
    public boolean isAtEnd() {
      synchronized (FileLog.this) {
        return closed && at == size;
      }
    }
  }

  private Slice inSegment(long from, long to) {
    Segment here = segments.get(segmentAt(from));
    int begin = Math.toIntExact(from - here.position);
    int end = Math.toIntExact(Math.min(here.length, to - here.position));
    return new Slice(here.bytes, begin, end - begin);
  }

  private int segmentAt(long position) {
    int last = segments.size() - 1;
    while (segments.get(last).position > position) {
      last--;
    }
    return last;
  }

  @Override
  public synchronized long append(byte[] json, int offset, int length) {
    if (closed) {
      throw new IllegalStateException("the log is closed");
    }
    long id = lastId + 1;
    int frame = SseFrame.size(id, length);
    Segment segment = roomFor(id, frame);
    segment.length = SseFrame.write(id, json, offset, length, segment.bytes, segment.length);
    lastId = id;
    size += frame;
    return id;
  }

  private Segment roomFor(long id, int frame) {
    Segment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
    if (last == null || last.length + frame > SLICE) {
      int capacity = last == null ? Math.max(FIRST_CAPACITY, frame) : Math.max(SLICE, frame);
      last = new Segment(id, capacity);
      last.position = size;
      segments.add(last);
    } else if (last.length + frame > last.bytes.length) {
      int doubled = Math.max(last.bytes.length * 2, last.length + frame);
      last.bytes = Arrays.copyOf(last.bytes, Math.min(doubled, SLICE));
    }
    return last;
  }

  /** Whoever comes second waits: that slows down what fills the log. */
  @Override
  public void store() throws IOException {
    synchronized (writing) {
      boolean more = write();
      while (more) {
        more = write();
      }
    }
    readable.run();
  }

  /**
   * Writes the part of one segment that is not in the file.
   *
   * @return whether there may be more
   */
  private boolean write() throws IOException {
    byte[] bytes;
    int from;
    int to;
    long at;
    long id;
    synchronized (this) {
      if (stored == size) {
        forgetOld();
        if (closed) {
          file.finish();
        }
        return false;
      }
      int index = segmentAt(stored);
      Segment segment = segments.get(index);
      at = stored;
      bytes = segment.bytes;
      from = Math.toIntExact(stored - segment.position);
      to = segment.length;
      id = index == segments.size() - 1 ? lastId : segments.get(index + 1).firstId - 1;
    }
    try {
      file.write(at, bytes, from, to - from);
      syncer.written(this);
      syncer.trouble().over();
    } catch (IOException e) {
      syncer.trouble().met(e);
      throw e;
    }
    synchronized (this) {
      stored = at + to - from;
      storedId = id;
    }
    return true;
  }

  /** Frees the segments that are in the file, except for the newest; the last one still grows. */
  private void forgetOld() {
    int old = 0;
    while (old < segments.size() - 1 && size - segments.get(old + 1).position >= IN_MEMORY) {
      old++;
    }
    segments.subList(0, old).clear();
    inMemory = segments.isEmpty() ? size : segments.get(0).position;
  }

  /** Makes what is written survive the end of the machine. May wait for the disk. */
  void force() throws IOException {
    file.force();
  }

  @Override
  public void sync() {
    syncer.soon(this);
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  @Override
  public void delete() throws IOException {
    synchronized (writing) {
      syncer.forget(this);
      file.delete();
    }
  }

  @Override
  public synchronized long lastId() {
    return lastId;
  }

  @Override
  public synchronized long readableId() {
    return storedId;
  }

  @Override
  public synchronized long size() {
    return size;
  }

  @Override
  public synchronized long sizeOnDisk() {
    return stored;
  }

  @Override
  public Cursor cursorAfter(long id) {
    long end;
    synchronized (this) {
      if (id < 0 || id > storedId) {
        throw new BadEventIdException(Long.toString(id), storedId);
      }
      if (id == 0) {
        return new Place(0);
      }
      if (id == storedId) {
        return new Place(stored);
      }
      if (!segments.isEmpty() && id >= segments.get(0).firstId) {
        return new Place(inSegments(id));
      }
      end = inMemory;
    }
    try {
      return new Place(file.endOf(id, end));
    } catch (FileNotFoundException gone) {
      throw new UncheckedIOException("The log of a session was deleted", gone);
    } catch (IOException e) {
      throw new UncheckedIOException("The log of a session cannot be read", e);
    }
  }

  /** How much of it is in memory. */
  synchronized long bytesInMemory() {
    return size - inMemory;
  }

  private long inSegments(long id) {
    int low = 0;
    int high = segments.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (segments.get(middle).firstId <= id) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    Segment here = segments.get(low);
    return here.position + Segment.endOfFrame(here.bytes, id - here.firstId + 1);
  }
}
