package dev.yera.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What has to be started for an app. */
public sealed interface Program {
  /** A Java worker: the same for all apps, whose classes it learns of when it is ready. */
  record Worker() implements Program {}

  /**
   * Any executable.
   *
   * @param words its name or path, and its arguments
   * @param env what it gets in its environment besides the usual
   * @param folder where it runs
   */
  record Command(List<String> words, Map<String, String> env, Path folder) implements Program {}
}
