package dev.yera.bench.load;

import java.io.IOException;
import java.time.Duration;

/** Something that is done to a server, and what the server promises meanwhile and after it. */
interface Scenario {
  /**
   * Does it, with a server of its own.
   *
   * @param duration of the measured part; a scenario that has an end of its own ignores it
   * @throws IOException if it could not be done; that breaks every promise
   */
  void run(Duration duration, Promises promises) throws IOException, InterruptedException;
}
