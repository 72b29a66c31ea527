package dev.yera.bench.compare;

import java.io.IOException;

/** One row of the table, or several that need the same. Opened by its constructor. */
interface Measurement extends AutoCloseable {
  /** Measures every contender once. */
  void run(Results results) throws IOException;

  /** How often that is to be done. */
  default int runs(Scale scale) {
    return scale.runs();
  }

  /** Measures what the picture shows. */
  default void grow(Growth growth) throws IOException {}

  @Override
  void close() throws IOException;
}
