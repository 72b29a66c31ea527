package dev.yera.event;

/**
 * Reads the lines of one app: {@link EventLine#parse}, with a fast path for the next chunk of the
 * same block (see {@link ChunkPattern}). Not thread-safe.
 */
public final class EventReader {
  private ChunkPattern pattern;
  private String blockId;

  /** Classifies a line, given without its end. */
  public EventLine read(byte[] bytes, int offset, int length) {
    int chunk = pattern == null ? -1 : pattern.chunkOf(bytes, offset, length);
    if (chunk >= 0) {
      return new EventLine.Whole(blockId, chunk);
    }
    EventLine line = EventLine.parse(bytes, offset, length);
    if (line instanceof EventLine.Whole whole) {
      pattern = ChunkPattern.of(bytes, offset, length);
      blockId = whole.blockId();
    }
    return line;
  }
}
