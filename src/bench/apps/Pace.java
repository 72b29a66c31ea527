import static dev.yera.app.Yera.*;

import dev.yera.app.App;
import dev.yera.app.Param;
import dev.yera.app.Prose;
import java.util.concurrent.TimeUnit;

/** Says something at a steady pace, until it is stopped. */
class Pace {
  private static final String FILLING = "x".repeat(16 * 1024);

  @App(description = "Says something at a steady pace, until it is stopped.")
  static void pace(
      @Param(defaultValue = "10", description = "events a second") int rate,
      @Param(defaultValue = "128", description = "characters in each") int size,
      @Param(defaultValue = "0", description = "KiB to say first, as fast as it can") int filling)
      throws InterruptedException {
    for (int said = 0; said < filling; said += 16) {
      text(FILLING);
    }
    String piece = "x".repeat(size);
    Prose out = text();
    long start = System.nanoTime();
    long interval = TimeUnit.SECONDS.toNanos(1) / rate;
    // By the clock, not by a pause after each: a late event does not make the next ones late.
    for (long i = 1; true; i++) {
      TimeUnit.NANOSECONDS.sleep(start + i * interval - System.nanoTime());
      out.append(piece);
    }
  }
}
