package dev.yera.library;

import java.nio.file.Path;
import java.util.List;

/** What became of a request for libraries. */
public sealed interface Outcome {
  /** They are being fetched; ask again. */
  record Fetching() implements Outcome {}

  /**
   * They are there, with all that they need.
   *
   * @param jars in the order of a class path; they stay
   */
  record Found(List<Path> jars) implements Outcome {}

  /**
   * They cannot be had; tried again a minute later.
   *
   * @param problem one sentence for the app's author, without paths
   * @param culprit the one of those wanted that is to blame; null if it is not known
   */
  record Missing(String problem, Coordinates culprit) implements Outcome {}
}
