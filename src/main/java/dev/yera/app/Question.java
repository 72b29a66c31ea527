package dev.yera.app;

import dev.yera.event.block.Block;

/**
 * A question to the user.
 *
 * @param word the method that asks it, for messages
 * @param block the prompt
 * @param reading converts the JSON value of the answer
 * @param <T> the type of the answer
 */
record Question<T>(String word, Block block, Reading<T> reading) {
  /** Converts a JSON value to the app's type. */
  interface Reading<T> {
    T read(Object value);
  }

  /** Asks and waits for the answer. */
  T ask() {
    Place here = Place.here(word);
    if (here.form() != null) {
      throw Misuse.state(
          word,
          "questions inside a form are answered only when the form is sent",
          "Ask with form." + word + "(…), and call get() after the form");
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
