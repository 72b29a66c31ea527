package dev.yera.examples;

import static dev.yera.app.Yera.*;

import dev.yera.app.App;
import dev.yera.app.Param;
import dev.yera.app.Prose;

/** One long text in many pieces, as fast as possible. */
public final class Burst {
  private Burst() {}

  /** Writes the pieces. */
  @App(description = "Writes one long text, as fast as it can.")
  public static void burst(
      @Param(description = "how many pieces", defaultValue = "1000") int n,
      @Param(description = "characters in each", defaultValue = "200") int size) {
    String piece = "x".repeat(size);
    Prose out = markdown();
    for (int i = 0; i < n; i++) {
      out.append(piece);
    }
  }
}
