package dev.yera.bench.compare;

import java.io.IOException;

/** One row of the table, or several that need the same. Opened by its constructor. */
interface Measurement extends AutoCloseable {
  /** Measures every contender once. */
  void run(Results results) throws IOException;

  /** Measures what the picture shows. */
  default void grow(Growth growth) throws IOException {}

  @Override
  void close() throws IOException;
}
