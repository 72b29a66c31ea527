package dev.yera.protocol;

import dev.yera.event.EventLine;

/** Receives the translated output of a process, in order. */
public interface Heard {
  /** A chunk that goes into the log unchanged; the range is only valid during the call. */
  void event(EventLine.Whole chunk, byte[] bytes, int offset, int length);

  /** An event to be checked and completed. */
  void event(EventLine.Partial event);

  /**
   * Text of a console program; it continues the block of the text before, unless that has ended or
   * is of the other stream. May be called by two threads at once, one for each stream.
   *
   * @param isError whether it is of standard error
   */
  void text(String piece, boolean isError);

  /** What a program printed on its terminal. */
  void terminal(String piece);

  /** A line that is not an event. */
  void stray(String line);

  /** The app can take answers. */
  void ready();

  /**
   * A line is too long; translation has stopped.
   *
   * @param longest the limit, in bytes
   */
  void tooLong(int longest);
}
