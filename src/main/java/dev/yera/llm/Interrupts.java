package dev.yera.llm;

import dev.yera.app.AppInterrupted;
import dev.yera.app.Yera;
import java.time.Duration;

/** What others' code makes of an interrupt by the user is undone here. */
final class Interrupts {
  private Interrupts() {}

  /**
   * Goes on unless the app's thread is interrupted.
   *
   * @throws AppInterrupted if it is
   */
  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      Yera.sleep(Duration.ZERO); // says who has interrupted it
    }
  }

  /**
   * After an {@link InterruptedException}.
   *
   * @throws AppInterrupted always
   */
  static void throwAgain() {
    Thread.currentThread().interrupt();
    check();
  }
}
