package dev.yera.app;

import java.util.Optional;
import java.util.Set;

/** Messages for app authors: what is wrong, where, and how to fix it. */
final class Misuse {
  private static final String APP = Misuse.class.getPackageName();

  /** Packages that call {@link Yera} on behalf of an app. */
  private static final Set<String> OURS =
      Set.of(APP, APP + ".call", APP + ".local", "dev.yera.worker");

  private Misuse() {}

  static IllegalArgumentException argument(String word, String problem, String mend) {
    return new IllegalArgumentException(message(word, problem, mend));
  }

  static IllegalStateException state(String word, String problem, String mend) {
    return new IllegalStateException(message(word, problem, mend));
  }

  /** E.g. {@code buttons (Quiz.java:12): there are no options. Give at least one.} */
  static String message(String word, String problem, String mend) {
    StringBuilder message = new StringBuilder(word);
    where().ifPresent(place -> message.append(" (").append(place).append(')'));
    return message.append(": ").append(problem).append(". ").append(mend).append('.').toString();
  }

  /** The line of the app that called us. */
  private static Optional<String> where() {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames
                    .filter(frame -> !OURS.contains(frame.getDeclaringClass().getPackageName()))
                    .filter(frame -> frame.getFileName() != null)
                    .filter(frame -> frame.getDeclaringClass().getClassLoader() != null)
                    .findFirst()
                    .map(frame -> frame.getFileName() + ":" + frame.getLineNumber()));
  }
}
