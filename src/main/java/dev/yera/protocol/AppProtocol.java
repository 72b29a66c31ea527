package dev.yera.protocol;

import dev.yera.event.block.BlockId;
import java.util.Optional;

/**
 * How a session and its process understand each other: the bytes of the process become what was
 * said, and what happens in the session becomes lines for the process. A translator changes nothing
 * but what it remembers of a line or a character that is not complete yet. {@link #output} and
 * {@link #end} are called by one thread; the other methods depend on nothing that these two
 * remember, so they may be called by any.
 */
public interface AppProtocol {
  /** What happens when the process runs. */
  Turn started();

  /** Whether the app can take answers as soon as it runs; else {@link Heard#ready} says so. */
  boolean isReadyAtOnce();

  /**
   * Translates bytes of standard output.
   *
   * @param buffer its first {@code length} bytes; only valid during the call
   */
  void output(byte[] buffer, int length, Heard heard);

  /** There is no more output: translates what was not complete. */
  void end(Heard heard);

  /**
   * Why the process cannot be told this answer, as a sentence's end; empty if it can.
   *
   * @param value as the client sent it
   */
  default Optional<String> refusal(Object value) {
    return Optional.empty();
  }

  /** What happens when a question was answered. */
  Turn answered(BlockId question, String blockType, Object value);

  /** The last line before the end of input; empty for none. */
  byte[] stop(String reason);

  /** Whether a question that is open means that the app waits. */
  boolean hasIdleClock();
}
