package dev.yera.bench.compare;

import dev.yera.bench.Talk;
import java.io.IOException;

/** A server that runs a program for each user and lets the two talk. */
interface Contender extends AutoCloseable {
  /** How it is called in the tables. */
  String name();

  /**
   * Starts a session, as a user's client does, and waits for its first question. The clock of the
   * first row runs from call to return.
   */
  Talk start() throws IOException;

  /** Waits until the next start finds what a server that is not in a hurry has prepared. */
  default void settle() throws IOException {}

  /** The process that takes requests; not those that run users' programs. */
  long pid();

  @Override
  void close() throws IOException;
}
