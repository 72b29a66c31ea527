package dev.yera.app.author;

import dev.yera.app.App;
import dev.yera.app.Work;
import dev.yera.app.local.AppRunner;
import dev.yera.app.local.Transcript;

/** A few words of an app, run as an app: what a test says in a lambda. */
final class Piece {
  private static final ThreadLocal<Work<?>> NEXT = new ThreadLocal<>();

  private Piece() {}

  @App
  static void piece() throws Exception {
    NEXT.get().run();
  }

  /** Runs the words with these answers. */
  static Transcript of(Work<?> words, Object... answers) {
    NEXT.set(words);
    try {
      AppRunner runner = AppRunner.of(Piece::piece);
      for (Object answer : answers) {
        runner.answer(answer);
      }
      return runner.run();
    } finally {
      NEXT.remove();
    }
  }
}
