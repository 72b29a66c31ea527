package dev.yera.session;

import dev.yera.event.SseFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The ordered, numbered output events of a session as finished frames. An event is rendered once,
 * into the segment where it stays; a reader gets ranges of segments. The newest {@link #IN_MEMORY}
 * bytes are in memory, older ones in a file. Numbers count from 1 without holes. Appending never
 * waits for a reader nor for the disk. Thread-safe.
 */
final class Log {
  /** The most that a reader gets in one slice, but for one larger event alone. */
  static final int SLICE = 64 * 1024;

  /** About how much stays in memory. */
  static final int IN_MEMORY = 1024 * 1024;

  private static final int FIRST_CAPACITY = 1024;

  private final OverflowFile overflow;
  private final int slice;
  private final int inMemory;
  private final List<Segment> segments = new ArrayList<>();
  private int moved;
  private long movedBytes;
  private long lastId;
  private long size;
  private boolean closed;

  /** With this file for what memory does not keep. */
  Log(Path overflow) {
    this(overflow, SLICE, IN_MEMORY);
  }

  /** With limits of its own, in bytes: small ones show with few events what happens at them. */
  Log(Path overflow, int slice, int inMemory) {
    this.overflow = new OverflowFile(overflow);
    this.slice = slice;
    this.inMemory = inMemory;
  }

  /** A reader's place. Not thread-safe: each belongs to one reader. */
  final class Cursor {
    private int segment;
    private int offset;
    private long unresolved;

    private Cursor() {}

    /**
     * What there is from here on, at most {@link #SLICE} bytes of whole frames or one larger; null
     * if nothing.
     *
     * @throws UncheckedIOException if the older part cannot be read
     */
    Slice next() {
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

    /** The segment that has something for this reader; null if none has yet. */
    private Segment settle() {
      synchronized (Log.this) {
        while (segment < segments.size()) {
          Segment here = segments.get(segment);
          if (unresolved > 0 || offset < here.length) {
            return here;
          }
          if (segment == segments.size() - 1) {
            return null; // more may come into this one
          }
          segment++;
          offset = 0;
        }
        return null;
      }
    }

    private int lengthOf(Segment here) {
      synchronized (Log.this) {
        return here.length;
      }
    }

    /**
     * The rest of a segment; null if this reader has all of it. Reads the file without any lock.
     */
    private Slice rest(Segment here) {
      byte[] bytes;
      int length;
      synchronized (Log.this) {
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

    /** Whether nothing is left and nothing will come. */
    boolean isAtEnd() {
      synchronized (Log.this) {
        boolean behindAll =
            segments.isEmpty()
                || (unresolved == 0
                    && segment == segments.size() - 1
                    && offset == segments.get(segment).length);
        return closed && behindAll;
      }
    }
  }

  /**
   * Appends an event.
   *
   * @param json one line of UTF-8; a range of this array
   * @return its number
   * @throws IllegalStateException if the log is closed
   */
  synchronized long append(byte[] json, int offset, int length) {
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

  /** Appends an event; see {@link #append(byte[], int, int)}. */
  long append(byte[] json) {
    return append(json, 0, json.length);
  }

  private Segment roomFor(long id, int frame) {
    Segment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
    if (last == null || last.length + frame > slice) {
      int capacity = last == null ? Math.max(FIRST_CAPACITY, frame) : Math.max(slice, frame);
      last = new Segment(id, capacity);
      segments.add(last);
    } else if (last.length + frame > last.bytes.length) {
      int doubled = Math.max(last.bytes.length * 2, last.length + frame);
      last.bytes = Arrays.copyOf(last.bytes, Math.min(doubled, slice));
    }
    return last;
  }

  /**
   * Moves to the file what is more than memory keeps. Called by one thread at a time, without any
   * lock: the disk may be slow.
   *
   * @throws IOException if it cannot be written; everything stays in memory then
   */
  void moveOlderToFile() throws IOException {
    while (true) {
      Segment oldest;
      synchronized (this) {
        // The last one still grows.
        if (size - movedBytes <= inMemory || moved >= segments.size() - 1) {
          return;
        }
        oldest = segments.get(moved);
      }
      long position = overflow.append(oldest.bytes, oldest.length);
      synchronized (this) {
        oldest.moved(position);
        moved++;
        movedBytes += oldest.length;
      }
    }
  }

  /** No more events. */
  synchronized void close() {
    closed = true;
  }

  /** Deletes the file. */
  void delete() throws IOException {
    overflow.delete();
  }

  /** The number of the newest event, 0 if there is none. */
  synchronized long lastId() {
    return lastId;
  }

  /** Bytes of all frames. */
  synchronized long size() {
    return size;
  }

  /** Bytes that are in the file. */
  synchronized long sizeOnDisk() {
    return movedBytes;
  }

  /**
   * A reader's place behind the event of this number; 0 is the beginning.
   *
   * @throws BadEventIdException if there is no such event yet
   */
  synchronized Cursor cursorAfter(long id) {
    if (id < 0 || id > lastId) {
      throw new BadEventIdException(Long.toString(id), lastId);
    }
    Cursor cursor = new Cursor();
    if (id > 0) {
      cursor.segment = segmentOf(id);
      cursor.unresolved = id - segments.get(cursor.segment).firstId + 1;
    }
    return cursor;
  }

  private int segmentOf(long id) {
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
    return low;
  }
}
