package dev.yera.bench;

import java.io.Closeable;
import java.io.IOException;

/**
 * One user's session with a program that repeats what it is told, from the first question on. For
 * one thread.
 */
public interface Talk extends Closeable {
  /**
   * Answers the open question and waits for the event that repeats it, then for the next question.
   *
   * @return nanoseconds from the answer to the event
   */
  long say(String text) throws IOException;

  /**
   * Has the program say this many pieces of 200 characters, as fast as it can, and checks that all
   * came in their order.
   *
   * @return nanoseconds from the order to the last of them
   */
  long burst(int pieces) throws IOException;

  /** Ends the session and its process. */
  @Override
  void close() throws IOException;
}
