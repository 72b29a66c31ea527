package dev.yera.store;

import java.io.IOException;

/**
 * The ordered output events of one session as finished frames, numbered from 1 without holes.
 * Written by its session, read by any number of viewers, each through a {@link Cursor} of its own.
 *
 * <p>An event is <em>appended</em> first and <em>readable</em> once the log has stored it as safely
 * as it promises; a reader never sees an event that is not readable. Thread-safe: appending waits
 * neither for a reader nor for a disk.
 */
public interface EventLog {
  /** The most that a reader gets in one slice, in bytes, but for one larger event alone. */
  int SLICE = 64 * 1024;

  /**
   * Appends an event.
   *
   * @param json one line of UTF-8 without its end; a range of this array, which is copied
   * @return its number
   * @throws IllegalStateException if the log is closed
   */
  long append(byte[] json, int offset, int length);

  /** Appends an event; see {@link #append(byte[], int, int)}. */
  default long append(byte[] json) {
    return append(json, 0, json.length);
  }

  /** The number of the newest event that was appended; 0 if there is none. */
  long lastId();

  /** The number of the newest event that readers may see; at most {@link #lastId}. */
  long readableId();

  /**
   * A reader's place behind the event of this number; 0 is the beginning.
   *
   * @throws BadEventIdException if there is no such readable event
   */
  Cursor cursorAfter(long id);

  /** Takes no more events. What was appended stays readable. */
  void close();

  /**
   * Makes room in memory by moving what is old to where it stays. Called by any thread that
   * appended, without any lock: the disk may be slow.
   *
   * @throws IOException if it cannot be written; everything stays readable then
   */
  void makeRoom() throws IOException;

  /** The size of all frames, in bytes. */
  long size();

  /** How much of it is on disk, in bytes. */
  long sizeOnDisk();

  /**
   * Deletes what is stored. Nobody may read from the log any more.
   *
   * @throws IOException if it cannot be deleted
   */
  void delete() throws IOException;

  /** A reader's place. Not thread-safe: each belongs to one reader. */
  interface Cursor {
    /**
     * What is readable from here on, at most {@link EventLog#SLICE} bytes of whole frames or one
     * larger; null if there is nothing.
     *
     * @throws java.io.UncheckedIOException if what is stored cannot be read
     */
    Slice next();

    /** Whether nothing is left and nothing will come. */
    boolean isAtEnd();
  }
}
