package dev.yera.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Optional;

/** The whole lines of a file, from a place on towards its beginning. For one thread. */
final class LinesBackwards {
  private static final int BLOCK = 64 * 1024;

  private final FileChannel file;

  /** Bytes of the file from {@link #begin} on; what is read next ends before {@link #end}. */
  private byte[] bytes = {};

  private long begin;
  private long end;

  /**
   * Those that end at this place or before; what has no end yet is no line.
   *
   * @param from in bytes; beyond the file is its end
   */
  LinesBackwards(FileChannel file, long from) throws IOException {
    this.file = file;
    end = Math.min(from, file.size());
    begin = end;
    end = lastLineEnd(end) + 1;
  }

  /** Where the one begins that was given last. */
  long place() {
    return end;
  }

  /** The one before, without its end; empty at the beginning of the file. */
  Optional<byte[]> previous() throws IOException {
    if (end == 0) {
      return Optional.empty();
    }
    long from = lastLineEnd(end - 1) + 1;
    byte[] line = Arrays.copyOfRange(bytes, (int) (from - begin), (int) (end - 1 - begin));
    end = from;
    return Optional.of(line);
  }

  /** Where the last line end before this place is; -1 if there is none. */
  private long lastLineEnd(long before) throws IOException {
    for (long at = before - 1; at >= 0; at--) {
      if (at < begin) {
        readMore();
      }
      if (bytes[(int) (at - begin)] == '\n') {
        return at;
      }
    }
    return -1;
  }

  /** Keeps what is before {@link #end}, and puts the block before it. */
  private void readMore() throws IOException {
    int kept = (int) (end - begin);
    int more = (int) Math.min(BLOCK, begin);
    byte[] grown = new byte[more + kept];
    ByteBuffer into = ByteBuffer.wrap(grown, 0, more);
    while (into.hasRemaining()) {
      if (file.read(into, begin - more + into.position()) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
    System.arraycopy(bytes, 0, grown, more, kept);
    bytes = grown;
    begin -= more;
  }
}
