package dev.yera.stream;

import java.io.IOException;

/** Writes finished frames to one client's stream. Used by one thread at a time. */
public interface FrameSender {
  /**
   * Writes and flushes. Blocks while the client does not read.
   *
   * @param frames whole frames or comments, each with its empty line
   * @throws IOException if the client is gone
   */
  void send(byte[] frames, int offset, int length) throws IOException;

  /** Ends the stream. */
  void close();
}
