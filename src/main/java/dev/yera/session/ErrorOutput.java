package dev.yera.session;

/** Cuts error output into diagnostic lines; a very long line comes in pieces. Not thread-safe. */
final class ErrorOutput {
  private static final int LONGEST = 4 * 1024;

  private final Session session;
  private final ScreenLine line = new ScreenLine(LONGEST);

  ErrorOutput(Session session) {
    this.session = session;
  }

  void put(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        flush();
      } else if (!line.put(bytes[i])) {
        flush();
        line.put(bytes[i]);
      }
    }
  }

  void end() {
    if (!line.isEmpty()) {
      flush();
    }
  }

  private void flush() {
    line.take().ifPresent(text -> session.diagnose(Diagnostic.Source.STDERR, text));
  }
}
