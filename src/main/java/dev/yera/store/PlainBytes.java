package dev.yera.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A log as it is. */
final class PlainBytes extends LogBytes {
  PlainBytes(Path path) {
    super(path);
  }

  @Override
  void write(long end, byte[] bytes, int offset, int count) throws IOException {
    put(end, bytes, offset, count);
  }

  @Override
  Reader open() throws IOException {
    return Files.exists(path) ? new OfFile(path) : Reader.OF_NOTHING;
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
