package dev.yera.app;

import dev.yera.event.block.Block;

/**
 * Something to ask.
 *
 * @param word what the app said to ask it
 * @param block what is asked
 * @param reading how the JSON value of the answer becomes what the app gets
 * @param <T> what the app gets
 */
record Question<T>(String word, Block block, Reading<T> reading) {
  /** From a JSON value to the app's type. */
  interface Reading<T> {
    T read(Object value);
  }

  /** Asks, and waits. */
  T ask() {
    Place here = Place.here(word);
    if (here.form() != null) {
      throw Misuse.state(
          word,
          "inside a form nothing is answered before the form is sent",
          "Ask through the form: form." + word + "(…), and get() the answer after it");
    }
    here.run().refuseWhenLeaving();
    try {
      OpenBlock question = new OpenBlock(here, here.run().nextBlockId());
      return reading.read(here.run().wire().answer(question.send(block)));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new QuestionInterruptedException(word, interrupted);
    }
  }
}
