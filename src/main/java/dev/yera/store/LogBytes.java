package dev.yera.store;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;

/**
 * The bytes of a log on a disk, which only grow. Positions are those of the bytes as they were
 * written, however they are kept. One thread writes at a time; any number may read.
 */
interface LogBytes {
  /**
   * Writes bytes at the end; what a failed write left beyond it is written over.
   *
   * @param end the bytes before this position stay, all others go
   */
  void write(long end, byte[] bytes, int offset, int count) throws IOException;

  /** Makes what is written survive the end of the machine. */
  void force() throws IOException;

  /** Nothing is written any more. */
  void finish() throws IOException;

  void delete() throws IOException;

  /** A reader of what is there now; of nothing if there is no file. */
  Reader open() throws IOException;

  /** Not thread-safe. */
  interface Reader extends Closeable {
    long length() throws IOException;

    byte[] read(long position, long count) throws IOException;
  }

  /** Of a log without a file. */
  Reader NOTHING =
      new Reader() {
        @Override
        public long length() {
          return 0;
        }

        @Override
        public byte[] read(long position, long count) throws IOException {
          throw new FileNotFoundException("the log has no file");
        }

        @Override
        public void close() {}
      };
}
