package dev.yera.llm;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;

/**
 * What the gate answered: in chunks, of a known length, or up to the end of the connection.
 *
 * @param retryAfter zero if it says nothing of that
 * @param isWhole whether it says that it is JSON, and no stream of events
 */
record GateAnswer(int status, Duration retryAfter, boolean isWhole, InputStream body) {
  private static final int LONGEST_LINE = 8 * 1024;

  /** Reads the part before the body. */
  static GateAnswer of(InputStream from) throws IOException {
    InputStream in = new BufferedInputStream(from);
    String[] first = line(in).split(" ", 3);
    int status = first.length < 2 ? 0 : number(first[1], 10);
    Duration retryAfter = Duration.ZERO;
    boolean isChunked = false;
    boolean isWhole = false;
    int length = -1;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String lower = line.toLowerCase(Locale.ROOT);
      String value = line.substring(line.indexOf(':') + 1).strip();
      if (lower.startsWith("retry-after:")) {
        retryAfter = Duration.ofSeconds(number(value, 10));
      } else if (lower.startsWith("content-length:")) {
        length = number(value, 10);
      } else if (lower.startsWith("content-type:")) {
        isWhole = value.toLowerCase(Locale.ROOT).startsWith("application/json");
      } else if (lower.startsWith("transfer-encoding:")) {
        isChunked = true;
      }
    }
    return new GateAnswer(status, retryAfter, isWhole, new Body(in, isChunked, length));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() == LONGEST_LINE) {
        throw new EOFException("the connection to the model has ended");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  private static int number(String text, int radix) throws IOException {
    try {
      return Integer.parseInt(text, radix);
    } catch (NumberFormatException e) {
      throw new IOException("the answer of the model cannot be read", e);
    }
  }

  private static final class Body extends InputStream {
    private final InputStream in;
    private final boolean isChunked;

    /** Of the chunk, or of all; negative for up to the end. */
    private int left;

    private boolean isOver;

    Body(InputStream in, boolean isChunked, int length) {
      this.in = in;
      this.isChunked = isChunked;
      this.left = isChunked ? 0 : length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (left == 0 && !nextChunk()) {
        return -1;
      }
      int n = in.read(to, offset, left < 0 ? length : Math.min(length, left));
      if (n < 0 && left > 0) {
        throw new EOFException("the answer of the model has broken off");
      }
      if (left > 0) {
        left -= n;
        if (left == 0 && isChunked) {
          line(in); // behind a chunk
        }
      }
      return n;
    }

    private boolean nextChunk() throws IOException {
      if (isOver || !isChunked) {
        return false;
      }
      left = number(line(in), 16);
      isOver = left == 0;
      return !isOver;
    }

    @Override
    public int available() throws IOException {
      return left < 0 ? in.available() : Math.min(left, in.available());
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
