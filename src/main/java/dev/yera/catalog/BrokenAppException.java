package dev.yera.catalog;

/** Says why something cannot be an app; the catalog lists it with its place. */
final class BrokenAppException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenAppException(String problem) {
    super(problem);
  }
}
