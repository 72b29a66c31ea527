package dev.yera.stream;

import java.io.IOException;

/** Writes finished frames to one client's stream. Used by one thread at a time. */
public interface FrameSender {
  /**
   * Called before all else, in the thread of the request that opened the stream, when nothing can
   * refuse it any more.
   *
   * @throws IOException if the client is gone
   */
  default void begin() throws IOException {}

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
