package dev.yera.library;

/** Says why libraries cannot be had. */
final class UnresolvedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Coordinates culprit;

  /**
   * With a sentence for the app's author.
   *
   * @param culprit see {@link Outcome.Missing}
   */
  UnresolvedException(String problem, Coordinates culprit, Throwable cause) {
    super(problem, cause);
    this.culprit = culprit;
  }

  Coordinates culprit() {
    return culprit;
  }
}
