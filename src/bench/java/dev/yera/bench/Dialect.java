package dev.yera.bench;

/** How strictly the frames of a stream are looked at. */
public enum Dialect {
  /**
   * Each event is {@code id: <n>}, one line of {@code data:} and an empty line, byte for byte, and
   * {@code n} is one more than in the frame before. Between them only comments and {@code retry:}.
   */
  YERA,
  /** What other servers send: a frame with a {@code data:} line is an event, whatever its id. */
  ANY
}
