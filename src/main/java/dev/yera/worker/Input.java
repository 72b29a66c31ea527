package dev.yera.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the lines that the server writes. */
final class Input {
  private final InputStream in;
  private byte[] bytes = new byte[8192];
  private int start;
  private int end;

  Input(InputStream in) {
    this.in = in;
  }

  /** The next line; null at the end of input, also for an incomplete line. */
  String next() throws IOException {
    int looked = start;
    while (true) {
      for (; looked < end; looked++) {
        if (bytes[looked] == '\n') {
          String line = new String(bytes, start, looked - start, StandardCharsets.UTF_8);
          start = looked + 1;
          return line;
        }
      }
      if (start > 0) {
        System.arraycopy(bytes, start, bytes, 0, end - start);
        looked -= start;
        end -= start;
        start = 0;
      }
      if (end == bytes.length) {
        bytes = Arrays.copyOf(bytes, end * 2);
      }
      int count = in.read(bytes, end, bytes.length - end);
      if (count < 0) {
        return null;
      }
      end += count;
    }
  }
}
