package dev.yera.store;

/**
 * Successive frames of a session, as a row of the database: of at most {@link EventLog#SLICE} bytes
 * or one larger frame. Rows of a log have no gaps and do not overlap. The bytes must not be
 * changed.
 */
final class BlockRow {
  private final String session;
  private final long firstId;
  private final long lastId;
  private final byte[] frames;

  BlockRow(String session, long firstId, long lastId, byte[] frames) {
    this.session = session;
    this.firstId = firstId;
    this.lastId = lastId;
    this.frames = frames;
  }

  /** The same row with other bytes. */
  BlockRow with(byte[] bytes) {
    return new BlockRow(session, firstId, lastId, bytes);
  }

  String session() {
    return session;
  }

  long firstId() {
    return firstId;
  }

  long lastId() {
    return lastId;
  }

  byte[] frames() {
    return frames;
  }
}
