package dev.yera.bench.compare;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Time that passes between two measurements. */
final class Pause {
  private Pause() {}

  static void millis(long millis) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
