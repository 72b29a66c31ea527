package dev.yera.catalog;

/** Says why an app is broken; the catalog lists it with its place. */
final class BrokenAppException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenAppException(String problem) {
    super(problem);
  }
}
