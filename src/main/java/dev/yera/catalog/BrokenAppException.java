package dev.yera.catalog;

/** Says why an app is broken; the catalog lists it with its place. */
final class BrokenAppException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  BrokenAppException(String problem) {
    this(problem, 0, 0);
  }

  /**
   * At a place of its file.
   *
   * @param line from 1 on; 0 if it is not known
   * @param column likewise
   */
  BrokenAppException(String problem, int line, int column) {
    super(problem);
    this.line = line;
    this.column = column;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }
}
