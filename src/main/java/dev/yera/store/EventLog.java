package dev.yera.store;

import java.io.IOException;

/**
 * The ordered output events of one session as finished frames, numbered from 1 without gaps. Its
 * session writes it; any number of viewers read it, each through its own {@link Cursor}.
 *
 * <p>An event is <em>appended</em> first and <em>readable</em> once it is stored as safely as the
 * log promises; readers see only readable events. Thread-safe: appending waits neither for a reader
 * nor for a disk.
 */
public interface EventLog {
  /** The most bytes of a slice, unless it is a single larger event. */
  int SLICE = 64 * 1024;

  /** How many bytes may wait to be stored before what fills a log waits, too. */
  int AHEAD = 1024 * 1024;

  /**
   * Appends an event.
   *
   * @param json one line of UTF-8 without its end; this range of the array is copied
   * @return its number
   * @throws IllegalStateException if the log is closed
   */
  long append(byte[] json, int offset, int length);

  /** Appends an event; see {@link #append(byte[], int, int)}. */
  default long append(byte[] json) {
    return append(json, 0, json.length);
  }

  /** The number of the last appended event; 0 if there is none. */
  long lastId();

  /** The number of the last readable event; at most {@link #lastId}. */
  long readableId();

  /**
   * A cursor after the event of this number; 0 is the beginning.
   *
   * @throws BadEventIdException if there is no such readable event
   */
  Cursor cursorAfter(long id);

  /** Stops appending. Appended events stay readable. */
  void close();

  /**
   * Stores what was appended, which makes it readable, and makes room in memory. Called by every
   * thread that appended, without any lock, because the disk may be slow: that slows down what
   * fills the log.
   *
   * @throws IOException if it cannot be written; what was readable stays so
   */
  void store() throws IOException;

  /**
   * Stores what was appended, soon: where each store takes long and much can be stored at once,
   * what fills the log need not wait for it, while less than {@link #AHEAD} is not stored.
   *
   * @throws IOException if it, or what was appended before, cannot be written
   */
  default void storeSoon() throws IOException {
    store();
  }

  /**
   * Asks that what is stored shall soon survive the end of the machine, too: it has an answer, or
   * the end. Returns at once.
   */
  void sync();

  /** The size of all frames, in bytes. */
  long size();

  /** The part on disk, in bytes. */
  long sizeOnDisk();

  /**
   * Deletes the stored events. The log must not be read any more.
   *
   * @throws IOException if it cannot be deleted
   */
  void delete() throws IOException;

  /** A reader's position. Not thread-safe: each belongs to one reader. */
  interface Cursor {
    /**
     * The next readable frames, at most {@link EventLog#SLICE} bytes or one larger frame; null if
     * there are none.
     *
     * @throws java.io.UncheckedIOException if stored events cannot be read
     */
    Slice next();

    /** Whether all events are read and the log is closed. */
    boolean isAtEnd();
  }
}
