package dev.yera.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of a log that is too old for memory, in a file of the session. Only one thread appends
 * at a time; any number may read what was appended. No channels: an interrupted thread would close
 * one for everybody.
 */
final class OverflowFile {
  private final Path path;
  private RandomAccessFile out;
  private long length;

  OverflowFile(Path path) {
    this.path = path;
  }

  /**
   * Appends.
   *
   * @return where it begins in the file
   * @throws IOException if the disk is full, or broken; nothing counts as appended then
   */
  long append(byte[] bytes, int count) throws IOException {
    if (out == null) {
      Files.createDirectories(path.getParent());
      out = new RandomAccessFile(path.toFile(), "rw");
    }
    out.seek(length); // behind what counts: a write that failed may have left a part
    out.write(bytes, 0, count);
    long begin = length;
    length += count;
    return begin;
  }

  /** What was appended there. */
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
