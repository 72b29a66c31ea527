package dev.yera.app;

import dev.yera.event.OutputEvent;

/**
 * Takes the events of a running app and gives its answers: a pipe to the server in a worker, a
 * script in a test, a person at a terminal.
 */
public interface Wire {
  /**
   * Sends one event. Called by one thread at a time, in the order of the events.
   *
   * @throws EventTooLargeException if it does not fit a line; then nothing was sent
   */
  void send(OutputEvent event);

  /**
   * Waits for the answer to a sent question. Several threads may wait, each for its own answer.
   *
   * @param question the event of the question
   * @return a JSON value, as {@link dev.yera.event.json.Json} represents it, that the question
   *     accepts
   * @throws AppStopped if no answer will come, because the app has to end
   * @throws InterruptedException if the app interrupted this thread
   */
  Object answer(OutputEvent question) throws InterruptedException;
}
