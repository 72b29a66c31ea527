package dev.yera.app;

/** The app interrupted a thread that waited for an answer; the interrupt flag is still set. */
public final class QuestionInterruptedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  QuestionInterruptedException(String word, InterruptedException cause) {
    super(Misuse.message(word, "the wait for the answer was interrupted", "Ask again"), cause);
  }
}
