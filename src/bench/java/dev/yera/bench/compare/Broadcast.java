package dev.yera.bench.compare;

import java.io.IOException;

/** A stream with this many viewers. */
interface Broadcast extends AutoCloseable {
  /**
   * Sends this many events of 200 characters to all of them.
   *
   * @return nanoseconds from the first order to the last delivery
   */
  long send(int events) throws IOException;

  @Override
  void close() throws IOException;
}
