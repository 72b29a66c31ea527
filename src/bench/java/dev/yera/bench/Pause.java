package dev.yera.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Time that passes between two measurements. */
public final class Pause {
  private Pause() {}

  /**
   * Waits so long.
   *
   * @throws IOException if the thread is interrupted
   */
  public static void millis(long millis) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
