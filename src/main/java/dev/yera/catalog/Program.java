package dev.yera.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The program to start for an app. */
public sealed interface Program {
  /** A Java worker: the same for all apps; the start line names the app's classes. */
  record Worker() implements Program {}

  /**
   * Any executable.
   *
   * @param words its name or path, and its arguments
   * @param env environment variables besides the usual ones
   * @param folder the working directory
   */
  record Command(List<String> words, Map<String, String> env, Path folder) implements Program {}
}
