package dev.yera.store;

import dev.yera.event.SseFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The frames of a log that are in memory, and where each segment of them begins in the whole log.
 * Each event is rendered once, into the last segment, which grows; the others stay as they are. Not
 * thread-safe: guarded by the monitor of its log.
 */
final class Segments {
  private static final int FIRST_CAPACITY = 1024;

  private final List<Segment> all = new ArrayList<>();
  private final int slice;
  private long size;
  private long lastId;

  /**
   * None yet.
   *
   * @param slice the most bytes of a segment, unless it is a single larger frame
   * @param size of the frames that come before, in bytes
   * @param lastId the number of the last of them; 0 for none
   */
  Segments(int slice, long size, long lastId) {
    this.slice = slice;
    this.size = size;
    this.lastId = lastId;
  }

  /** Appends an event; returns its number. */
  long append(byte[] json, int offset, int length) {
    long id = lastId + 1;
    int frame = SseFrame.size(id, length);
    Segment segment = roomFor(id, frame);
    segment.length = SseFrame.write(id, json, offset, length, segment.bytes, segment.length);
    lastId = id;
    size += frame;
    return id;
  }

  private Segment roomFor(long id, int frame) {
    Segment last = all.isEmpty() ? null : all.get(all.size() - 1);
    if (last == null || last.length + frame > slice) {
      int capacity = last == null ? Math.max(FIRST_CAPACITY, frame) : Math.max(slice, frame);
      last = new Segment(id, size, capacity);
      all.add(last);
    } else if (last.length + frame > last.bytes.length) {
      int doubled = Math.max(last.bytes.length * 2, last.length + frame);
      last.bytes = Arrays.copyOf(last.bytes, Math.min(doubled, slice));
    }
    return last;
  }

  int count() {
    return all.size();
  }

  Segment get(int index) {
    return all.get(index);
  }

  /** The one with the frame of this number, which is in one of them. */
  int indexOf(long id) {
    int low = 0;
    int high = all.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (all.get(middle).firstId <= id) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** The last one that begins here or before. */
  int indexAt(long position) {
    int last = all.size() - 1;
    while (all.get(last).position > position) {
      last--;
    }
    return last;
  }

  /** Keeps only those from this one on. */
  void forgetBefore(int index) {
    all.subList(0, index).clear();
  }

  /** The size of the log, in bytes. */
  long size() {
    return size;
  }

  long lastId() {
    return lastId;
  }
}
