package dev.yera.store;

/** Finished frames of a log, back to back. The bytes are the log's own and must not be changed. */
public final class Slice {
  private final byte[] bytes;
  private final int offset;
  private final int length;

  /**
   * A range of finished frames.
   *
   * @param bytes the array, which is not copied
   */
  public Slice(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  /** The array with the frames. */
  public byte[] bytes() {
    return bytes;
  }

  /** The start of the first frame. */
  public int offset() {
    return offset;
  }

  /** The total length in bytes. */
  public int length() {
    return length;
  }
}
