package dev.yera.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A log as it is. Uses no channels, because an interrupted thread would close one for all threads.
 */
final class PlainBytes implements LogBytes {
  private final Path path;
  private RandomAccessFile out;

  PlainBytes(Path path) {
    this.path = path;
  }

  @Override
  public void write(long end, byte[] bytes, int offset, int count) throws IOException {
    synchronized (this) {
      if (out == null) {
        out = new RandomAccessFile(path.toFile(), "rw");
        out.setLength(end);
      }
    }
    out.seek(end);
    out.write(bytes, offset, count);
  }

  @Override
  public void force() throws IOException {
    // A second descriptor of the same file does, and nobody closes it meanwhile.
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.getFD().sync();
    }
  }

  @Override
  public synchronized void finish() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }

  @Override
  public synchronized void delete() throws IOException {
    finish();
    Files.deleteIfExists(path);
  }

  @Override
  public Reader open() throws IOException {
    return Files.exists(path) ? new OfFile(path) : NOTHING;
  }

  private static final class OfFile implements Reader {
    private final RandomAccessFile file;

    OfFile(Path path) throws IOException {
      file = new RandomAccessFile(path.toFile(), "r");
    }

    @Override
    public long length() throws IOException {
      return file.length();
    }

    @Override
    public byte[] read(long position, long count) throws IOException {
      byte[] bytes = new byte[Math.toIntExact(count)];
      file.seek(position);
      file.readFully(bytes);
      return bytes;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
