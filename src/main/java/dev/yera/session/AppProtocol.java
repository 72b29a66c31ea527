package dev.yera.session;

/**
 * How a session talks with its process: what the bytes mean that come out, and what is written for
 * an answer. {@link #output} and {@link #end} are called by the pump's thread only.
 */
interface AppProtocol {
  /** Instead of a line: there is nothing more for the process to read. */
  byte[] END_OF_INPUT = {};

  /** The process runs. */
  void started();

  /** Bytes of its standard output. */
  void output(byte[] buffer, int length);

  /** No more output. */
  void end();

  /**
   * What tells the process of an answer, or {@link #END_OF_INPUT}. Called with the session's lock
   * held, right after the log has it.
   */
  byte[] answer(Question question, Interaction interaction);

  /**
   * Refuses an answer that cannot be told.
   *
   * @throws BadInteractionException saying why
   */
  default void check(Interaction interaction) {}

  /** The last line before the end of input; empty for none. */
  byte[] stop(String reason);

  /** Whether a question that is open means that the app waits. */
  boolean hasIdleClock();
}
