package dev.yera.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The older part of a log, in a file of the session. One thread appends at a time; any number may
 * read. Uses no channels, because an interrupted thread would close one for all threads.
 */
final class OverflowFile {
  private final Path path;
  private RandomAccessFile out;
  private long length;

  OverflowFile(Path path) {
    this.path = path;
  }

  /**
   * Appends bytes.
   *
   * @return their position in the file
   * @throws IOException if the disk is full or broken; then nothing is appended
   */
  long append(byte[] bytes, int count) throws IOException {
    if (out == null) {
      Files.createDirectories(path.getParent());
      out = new RandomAccessFile(path.toFile(), "rw");
    }
    out.seek(length); // a failed write may have left bytes beyond this length
    out.write(bytes, 0, count);
    long begin = length;
    length += count;
    return begin;
  }

  /** Reads appended bytes. */
  byte[] read(long position, int count) throws IOException {
    byte[] bytes = new byte[count];
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(position);
      file.readFully(bytes);
    }
    return bytes;
  }

  void delete() throws IOException {
    if (out != null) {
      out.close();
      Files.deleteIfExists(path);
    }
  }
}
