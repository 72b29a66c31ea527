package dev.yera.server;

import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Sends many frames through Jersey's sink as one (see {@link FrameBlock}).
 *
 * <p>Server: Jersey, all of version 3 (Payara, GlassFish). Symptom without it: a write and a flush
 * for each event, and a queue in the sink that has no limit. Test: {@code StuckViewersIT}. Belongs
 * to one thread at a time.
 */
public final class JerseySink {
  /** No server lets a write block for longer. */
  private static final long LONGEST_WRITE_NANOS = 60_000_000_000L;

  private static final long LOOK_MILLIS = 100;

  private final SseEventSink sink;

  private JerseySink(SseEventSink sink) {
    this.sink = sink;
  }

  /** The sink, if it is Jersey's; else empty. */
  public static Optional<JerseySink> of(SseEventSink sink) {
    return sink.getClass().getName().startsWith("org.glassfish.jersey.")
        ? Optional.of(new JerseySink(sink))
        : Optional.empty();
  }

  /**
   * Sends finished frames and returns when the server has taken them. Until the request's own
   * thread has set up the response, and while another thread writes, Jersey queues blocks without a
   * limit: a whole log per viewer (measured: 24 blocks of 60 KB and more). So at most one block is
   * pending.
   *
   * @throws IOException if the client is gone, or the server is stopping
   */
  public void send(byte[] frames, int offset, int length) throws IOException {
    FrameBlock block = new FrameBlock(frames, offset, length);
    try {
      sink.send(block).toCompletableFuture().join();
    } catch (CompletionException | IllegalStateException e) {
      throw new IOException("The client is gone", e);
    }
    if (sink.isClosed()) {
      throw new IOException("The client is gone");
    }
    long begin = System.nanoTime();
    try {
      while (!block.awaitWritten(LOOK_MILLIS)) {
        if (sink.isClosed() || System.nanoTime() - begin > LONGEST_WRITE_NANOS) {
          throw new IOException("The client is gone");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The server is stopping", e);
    }
  }
}
