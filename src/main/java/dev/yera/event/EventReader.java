package dev.yera.event;

/**
 * Reads the lines of one app: {@link EventLine#parse}, with a short way for the next chunk of the
 * same block (see {@link ChunkPattern}). Not thread-safe.
 */
public final class EventReader {
  private ChunkPattern pattern;
  private String blockId;

  /** Tells what the line is. The line's end is not part of it. */
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
