package dev.yera.session;

import dev.yera.sandbox.Stillness;
import java.time.Duration;

/**
 * A console program that has said nothing yet. Many hold their prompts back when their output is a
 * pipe: then users see an empty page, and the program waits for what nobody knows to type. Thread-
 * safe; one thread at a time asks.
 */
final class Silence {
  /** What the author is told. */
  static final String HINT =
      "The program has said nothing for 3 seconds and does nothing. If it waits for input, its"
          + " prompt is still in a buffer, because its output is a pipe: use \"protocol\":"
          + " \"terminal\" in its description, or make it write at once (stdbuf -o0, python3 -u).";

  private static final long NAMED = Duration.ofSeconds(3).toNanos();

  /** Two looks are needed. */
  private static final long FIRST_LOOK = Duration.ofSeconds(2).toNanos();

  private Stillness stillness;
  private long since;
  private long next;
  private volatile boolean over = true;

  /** Its process was started. */
  void begin(long pid, long now) {
    stillness = new Stillness(pid);
    since = now;
    next = now + FIRST_LOOK;
    over = false;
  }

  /** It said something, or is no concern any more. */
  void end() {
    over = true;
  }

  /** Whether it is time for a {@link #look}: again and again, but ever more rarely. */
  boolean isDue(long now) {
    return !over && now - next >= 0;
  }

  /**
   * Looks what the program does. Reads files of the system.
   *
   * @return whether its author has to be told now; true only once
   */
  boolean look(long now) {
    boolean still = stillness.look();
    long silent = now - since;
    next = since + Math.max(NAMED, silent + silent / 2);
    boolean isNamed = still && silent >= NAMED && !over;
    over |= isNamed;
    return isNamed;
  }
}
