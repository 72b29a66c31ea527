package dev.yera.event.block;

import dev.yera.event.reason.Reason;
import java.util.Optional;

/**
 * A question: a block that waits for an answer (contract, sections 3 and 10). The server checks
 * each answer against it, an app's own process before that.
 */
public sealed interface Prompt extends Block
    permits TextInput,
        NumberInput,
        Buttons,
        Select,
        Checkbox,
        Slider,
        DatePicker,
        FileInput,
        ChatInput {

  /** What all questions have. */
  Asked asked();

  /**
   * What is expected, if this value is no answer to it: the end of the sentence "The answer must be
   * …". Null is an answer only where none is required.
   *
   * @param value any JSON value, as {@link dev.yera.event.json.Json} reads it
   * @return empty if it is an answer
   */
  default Optional<Reason> expected(Object value) {
    if (value == null && !asked().isRequired()) {
      return Optional.empty();
    }
    return takes(value) ? Optional.empty() : Optional.of(expectation());
  }

  /** Whether this value, which may be null, is of the question's type and range. */
  boolean takes(Object value);

  /** What is expected of an answer, e.g. {@code a number from 1 to 5}. */
  Reason expectation();

  /**
   * The same question, asked again: it shows what was answered, unless that is secret.
   *
   * @param answer was valid by {@link #expected}
   * @param error what is wrong with it, one sentence; null if others are at fault
   */
  Prompt again(Object answer, String error);

  /** Whether the answer is shown and stored nowhere: only the app gets it. */
  default boolean isSecret() {
    return false;
  }

  @Override
  default EventClass eventClass() {
    return EventClass.PROMPT;
  }
}
