package dev.yera.catalog;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails if a file is longer than allowed, because it grows or is not a regular file. */
final class BoundedInput extends FilterInputStream {
  private final long most;
  private long count;

  BoundedInput(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    count(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    count(Math.max(0, read));
    return read;
  }

  private void count(int more) throws IOException {
    count += more;
    if (count > most) {
      throw new IOException("it has more than " + most + " bytes");
    }
  }
}
