package dev.yera.session;

import java.nio.charset.StandardCharsets;

/** Cuts error output into diagnostic lines; a very long line comes in pieces. Not thread-safe. */
final class ErrorOutput {
  private static final int LONGEST = 4 * 1024;

  private final Session session;
  private final byte[] line = new byte[LONGEST];
  private int length;

  ErrorOutput(Session session) {
    this.session = session;
  }

  void put(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        flush();
      } else {
        if (length == LONGEST) {
          flush();
        }
        line[length++] = bytes[i];
      }
    }
  }

  void end() {
    if (length > 0) {
      flush();
    }
  }

  private void flush() {
    int bare = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    session.diagnose(Diagnostic.Source.STDERR, new String(line, 0, bare, StandardCharsets.UTF_8));
    length = 0;
  }
}
