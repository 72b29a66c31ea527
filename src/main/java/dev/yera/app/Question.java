package dev.yera.app;

import dev.yera.event.block.Prompt;
import java.util.List;

/**
 * A question to the user.
 *
 * @param word the method that asks it, for messages
 * @param prompt its block
 * @param reading converts the JSON value of the answer, which is not null
 * @param checks what the answer has to pass
 * @param <T> the type of the answer
 */
record Question<T>(String word, Prompt prompt, Reading<T> reading, List<Ask.Check> checks) {
  /** Converts a JSON value to the app's type. */
  interface Reading<T> {
    T read(Object value);
  }

  /** Asks, again while the answer does not pass, and waits for the answer. */
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
      Object answer = here.run().wire().answer(question.send(prompt));
      for (String wrong = wrong(answer); wrong != null; wrong = wrong(answer)) {
        answer = here.run().wire().answer(question.send(prompt.again(answer, wrong)));
      }
      return read(answer);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      here.run().throwIfInterrupted();
      throw new QuestionInterruptedException(word, interrupted);
    }
  }

  /** What is wrong with an answer that its block takes; null if nothing is. */
  String wrong(Object answer) {
    if (answer != null) {
      // No lambda: the first one costs a child process 14 ms of its start.
      for (Ask.Check check : checks) {
        if (!check.passes().test(answer)) {
          return check.message();
        }
      }
    }
    return null;
  }

  /** The answer as the app's type; null where none is required. */
  T read(Object answer) {
    return answer == null ? null : reading.read(answer);
  }
}
