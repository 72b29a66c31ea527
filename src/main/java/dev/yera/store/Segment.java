package dev.yera.store;

/**
 * Successive frames of a log. Bytes below {@code length} never change; the array may be replaced by
 * a larger one, and given up once the segment is full and in the file. Guarded by the log's lock.
 */
final class Segment {
  final long firstId;
  byte[] bytes;
  int length;
  final long position;

  Segment(long firstId, long position, int capacity) {
    this.firstId = firstId;
    this.position = position;
    this.bytes = new byte[capacity];
  }

  /** It is in the file. */
  void moved() {
    bytes = null;
  }

  /** The end of the n-th frame. A frame's data has no line break, so an empty line ends it. */
  static int endOfFrame(byte[] frames, long n) {
    long left = n;
    int at = 0;
    while (left > 0) {
      if (frames[at] == '\n' && frames[at + 1] == '\n') {
        left--;
        at++;
      }
      at++;
    }
    return at;
  }
}
