package dev.yera.bench;

import java.io.IOException;

/**
 * Told what a stream brings. Always called on the one thread of its {@link SseStreams}, so it must
 * not block; it may open, cut and reopen streams.
 */
public interface StreamListener {
  /** The server accepted the stream: its headers came. */
  default void opened(SseStream stream) {}

  /**
   * One event came, whole and in its turn.
   *
   * @param id its number in the session; for {@link Dialect#ANY} a count from 1
   * @param bytes the frame is in here; valid during this call only
   * @param from the first byte of the frame
   * @param to behind the empty line that ends it
   * @param readMicros when the bytes that completed it were read from the socket, in microseconds
   *     since the epoch
   */
  void event(SseStream stream, long id, byte[] bytes, int from, int to, long readMicros);

  /**
   * The server ended the stream in good order.
   *
   * @param status 200; or 204 if there was nothing more to send
   */
  void ended(SseStream stream, int status);

  /**
   * The stream is over and should not be: refused ({@link RefusedStreamException}), the connection
   * lost, or a promise of the protocol broken ({@link BrokenStreamException}). Not called for what
   * this side cuts.
   */
  void failed(SseStream stream, IOException why);
}
