package dev.yera.store;

import java.util.Optional;

/** What keeps a store from storing, from the first failure to the next success. Thread-safe. */
final class Trouble {
  private volatile String words;

  void met(Exception problem) {
    words = "Sessions cannot be stored: " + problem.getMessage();
  }

  void over() {
    if (words != null) {
      words = null;
    }
  }

  /** In words for operators; empty if there is none. */
  Optional<String> words() {
    return Optional.ofNullable(words);
  }
}
