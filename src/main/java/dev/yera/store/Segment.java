package dev.yera.store;

/**
 * Successive frames of a log. Bytes below {@code length} never change; the array may be replaced by
 * a larger one, and by a position in the overflow file once the segment is full. Guarded by the
 * log's lock.
 */
final class Segment {
  final long firstId;
  byte[] bytes;
  int length;
  long position = -1;

  Segment(long firstId, int capacity) {
    this.firstId = firstId;
    this.bytes = new byte[capacity];
  }

  void moved(long to) {
    position = to;
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
