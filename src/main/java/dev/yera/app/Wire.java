package dev.yera.app;

import dev.yera.event.OutputEvent;

/**
 * Where the events of a running app go, and where its answers come from. A child process has a pipe
 * to the server, a test has a script, a terminal has a person.
 */
public interface Wire {
  /**
   * Sends one event. Called by one thread at a time, in the order the events were said.
   *
   * @throws EventTooLargeException if it does not fit a line; then nothing was sent
   */
  void send(OutputEvent event);

  /**
   * Waits for the answer to a question that was sent; any number of threads may wait, each for its
   * own.
   *
   * @param question the event that asked
   * @return a JSON value, as {@link dev.yera.event.json.Json} has them, that the question takes
   * @throws AppStopped if there will be none, because the app has to end
   * @throws InterruptedException if the app interrupted this thread
   */
  Object answer(OutputEvent question) throws InterruptedException;
}
