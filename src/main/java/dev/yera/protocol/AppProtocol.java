package dev.yera.protocol;

import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;
import dev.yera.event.reason.Reason;
import dev.yera.terminal.EchoMode;
import java.util.Optional;

/**
 * Translates between a session and its process: output bytes to events, and events of the session
 * to input lines. The only state of a translator is an incomplete line or character. One thread
 * calls {@link #output}, one {@link #error}, and one {@link #end} after both; any thread may call
 * the other methods, because they do not depend on that state.
 */
public interface AppProtocol {
  /** The turn when the process has started. */
  Turn started();

  /**
   * Whether the app can take answers as soon as it runs; otherwise it reports {@link Heard#ready}.
   */
  boolean isReadyAtOnce();

  /**
   * Translates bytes of standard output.
   *
   * @param buffer the first {@code length} bytes are output; only valid during the call
   */
  void output(byte[] buffer, int length, Heard heard);

  /**
   * Translates bytes of standard error, for an app whose viewers see that. Called by one thread,
   * which may be another one than that of {@link #output}.
   *
   * @param buffer the first {@code length} bytes are error output; only valid during the call
   * @return whether something was heard
   */
  default boolean error(byte[] buffer, int length, Heard heard) {
    return false;
  }

  /** Ends the output: translates an incomplete line or character. */
  void end(Heard heard);

  /**
   * Why this answer cannot be written to the process, as the end of a sentence; empty if it can.
   *
   * @param value as the client sent it
   */
  default Optional<Reason> refusal(Object value) {
    return Optional.empty();
  }

  /**
   * The turn when a question was answered.
   *
   * @param traceparent the answer's place in a trace; null for none
   */
  Turn answered(BlockId question, String blockType, Object value, String traceparent);

  /**
   * Takes notice of what becomes of what is typed on the app's terminal.
   *
   * @return the open question as it is now; empty if nothing has changed, or there is no terminal
   */
  default Optional<Block> echoes(EchoMode now) {
    return Optional.empty();
  }

  /** The line that interrupts the app; empty if a signal does. */
  byte[] interrupt();

  /** The last line before the end of input; empty for none. */
  byte[] stop(String reason);

  /** Whether an open question means that the app waits, so the idle clock runs. */
  boolean hasIdleClock();
}
