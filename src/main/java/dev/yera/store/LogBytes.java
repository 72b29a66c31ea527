package dev.yera.store;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of a log in a file, which only grows. Positions are those of the bytes as they were
 * written, however they are kept. One thread writes at a time; any number may read. Uses no
 * channels, because an interrupted thread would close one for all threads.
 */
abstract class LogBytes {
  final Path path;
  private RandomAccessFile out;

  LogBytes(Path path) {
    this.path = path;
  }

  /**
   * Writes bytes at the end; what a failed write left beyond it is written over.
   *
   * @param end the bytes before this position stay, all others go
   */
  abstract void write(long end, byte[] bytes, int offset, int count) throws IOException;

  /** A reader of what is there now; of nothing if there is no file. */
  abstract Reader open() throws IOException;

  /** Writes at this position of the file; the first time all behind it goes. */
  final void put(long position, byte[] bytes, int offset, int count) throws IOException {
    synchronized (this) {
      if (out == null) {
        out = new RandomAccessFile(path.toFile(), "rw");
        out.setLength(position);
      }
    }
    out.seek(position);
    out.write(bytes, offset, count);
  }

  /**
   * Makes what is written survive the end of the machine.
   *
   * @throws FileNotFoundException if it was deleted
   */
  final void force() throws IOException {
    // A second descriptor of the same file does, and nobody closes it meanwhile. One that could
    // write would make a deleted file again.
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.getFD().sync();
    }
  }

  /** Nothing is written any more. */
  final synchronized void finish() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }

  final synchronized void delete() throws IOException {
    finish();
    Files.deleteIfExists(path);
  }

  /** Not thread-safe. */
  interface Reader extends Closeable {
    /** Of a log without a file. */
    Reader OF_NOTHING =
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

    long length() throws IOException;

    byte[] read(long position, long count) throws IOException;
  }
}
