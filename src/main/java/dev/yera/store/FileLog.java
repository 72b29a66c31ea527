package dev.yera.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A log in a file that has nothing but its frames, one after the other; the newest {@link
 * #IN_MEMORY} bytes are in memory, too. An event is readable when it is written: that survives the
 * end of this process, however it ends; see {@link Syncer} for the end of the machine.
 *
 * <p>No index is kept of the file. Payloads have no line break, so an empty line followed by {@code
 * id:} begins a frame and says its number: a place is found by bisection. So a log takes the same
 * memory however long it is, and nothing is read before somebody asks for it.
 *
 * <p>Invariants: the segments are the bytes from {@link #inMemory} to the end; all before {@link
 * #stored} is in the file.
 */
final class FileLog implements EventLog {
  /** The approximate part kept in memory, in bytes. */
  static final int IN_MEMORY = 1024 * 1024;

  private final LogFile file;
  private final Runnable readable;
  private final Syncer syncer;

  /** Held by the one that writes; never by a thread that holds the monitor of this log. */
  private final Object writing = new Object();

  private final Segments segments;
  private long inMemory;
  private long stored;
  private long storedId;
  private boolean closed;

  private FileLog(LogFile file, long end, long lastId, Syncer syncer, Runnable readable) {
    this.file = file;
    this.segments = new Segments(SLICE, end, lastId);
    this.inMemory = end;
    this.stored = end;
    this.storedId = lastId;
    this.syncer = syncer;
    this.readable = readable;
  }

  /** An empty log; its file is made when there is something to store. */
  static FileLog empty(LogBytes content, Syncer syncer, Runnable readable) {
    return new FileLog(new LogFile(content), 0, 0, syncer, readable);
  }

  /**
   * One that is in a file, up to its last whole frame.
   *
   * @param isClosed whether it is complete
   * @throws IOException if the file cannot be read
   */
  static FileLog of(LogBytes content, boolean isClosed, Syncer syncer, Runnable readable)
      throws IOException {
    LogFile file = new LogFile(content);
    long end = file.endOfLastFrame();
    FileLog log = new FileLog(file, end, file.idBefore(end), syncer, readable);
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
        return closed && at == segments.size();
      }
    }
  }

  private Slice inSegment(long from, long to) {
    Segment here = segments.get(segments.indexAt(from));
    int begin = Math.toIntExact(from - here.position);
    int end = Math.toIntExact(Math.min(here.length, to - here.position));
    return new Slice(here.bytes, begin, end - begin);
  }

  @Override
  public synchronized long append(byte[] json, int offset, int length) {
    if (closed) {
      throw new IllegalStateException("the log is closed");
    }
    return segments.append(json, offset, length);
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
      if (stored == segments.size()) {
        forgetOld();
        if (closed) {
          file.finish();
        }
        return false;
      }
      int index = segments.indexAt(stored);
      Segment segment = segments.get(index);
      at = stored;
      bytes = segment.bytes;
      from = Math.toIntExact(stored - segment.position);
      to = segment.length;
      id = index == segments.count() - 1 ? segments.lastId() : segments.get(index + 1).firstId - 1;
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
    while (old < segments.count() - 1
        && segments.size() - segments.get(old + 1).position >= IN_MEMORY) {
      old++;
    }
    segments.forgetBefore(old);
    inMemory = segments.count() == 0 ? segments.size() : segments.get(0).position;
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
    return segments.lastId();
  }

  @Override
  public synchronized long readableId() {
    return storedId;
  }

  @Override
  public synchronized long size() {
    return segments.size();
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
      if (segments.count() > 0 && id >= segments.get(0).firstId) {
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
    return segments.size() - inMemory;
  }

  private long inSegments(long id) {
    Segment here = segments.get(segments.indexOf(id));
    return here.position + Segment.endOfFrame(here.bytes, id - here.firstId + 1);
  }
}
