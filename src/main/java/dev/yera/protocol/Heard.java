package dev.yera.protocol;

import dev.yera.event.EventLine;

/** Takes what a translator understood of a process' output, in its order. */
public interface Heard {
  /** A chunk that goes into the log as it is; the range is only valid during the call. */
  void event(EventLine.Whole chunk, byte[] bytes, int offset, int length);

  /** An event that has to be completed and looked at. */
  void event(EventLine.Partial event);

  /** Text of a console program; it belongs to the block of the text before, unless that ended. */
  void text(String piece);

  /** A line that is no event. */
  void stray(String line);

  /** The app can take answers. */
  void ready();

  /**
   * A line is too long; nothing more will be understood.
   *
   * @param longest how long it may be, in bytes
   */
  void tooLong(int longest);
}
