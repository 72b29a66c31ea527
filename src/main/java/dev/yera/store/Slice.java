package dev.yera.store;

/** Finished frames of a log, back to back. The bytes are the log's own and must not be changed. */
public final class Slice {
  private final byte[] bytes;
  private final int offset;
  private final int length;

  /**
   * A range of finished frames.
   *
   * @param bytes is not copied
   */
  public Slice(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  /** Where the frames stand. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the first one begins. */
  public int offset() {
    return offset;
  }

  /** How many bytes they are together. */
  public int length() {
    return length;
  }
}
