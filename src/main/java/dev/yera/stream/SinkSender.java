package dev.yera.stream;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends through the standard sink. Jersey takes many frames in one send (see {@link FrameBlock});
 * another implementation would wrap them, and gets one standard event for each.
 */
public final class SinkSender implements FrameSender {
  private static final Logger LOG = Logger.getLogger(SinkSender.class.getName());

  /** No server lets a write block for longer. */
  private static final long LONGEST_WRITE_NANOS = 60_000_000_000L;

  private static final long LOOK_MILLIS = 100;

  private final SseEventSink sink;
  private final Sse sse;
  private final boolean blocks;

  /** Through this sink; the choice is made by whose it is. */
  public SinkSender(SseEventSink sink, Sse sse) {
    this.sink = sink;
    this.sse = sse;
    this.blocks = takesBlocks(sink);
  }

  static boolean takesBlocks(SseEventSink sink) {
    return sink.getClass().getName().startsWith("org.glassfish.jersey.");
  }

  @Override
  public void send(byte[] frames, int offset, int length) throws IOException {
    if (blocks) {
      FrameBlock block = new FrameBlock(frames, offset, length);
      send(block);
      awaitWritten(block);
      return;
    }
    String text = new String(frames, offset, length, StandardCharsets.UTF_8);
    int start = 0;
    for (int end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n", start)) {
      send(standard(text.substring(start, end)));
      start = end + 2;
    }
  }

  private OutboundSseEvent standard(String frame) {
    OutboundSseEvent.Builder event = sse.newEventBuilder();
    for (String line : frame.split("\n", -1)) {
      String value = line.substring(line.indexOf(' ') + 1);
      if (line.startsWith("id:")) {
        event.id(value);
      } else if (line.startsWith("data:")) {
        event.data(value);
      } else if (line.startsWith("retry:")) {
        event.reconnectDelay(Long.parseLong(value));
      } else {
        event.comment(value);
      }
    }
    return event.build();
  }

  private void send(OutboundSseEvent event) throws IOException {
    try {
      sink.send(event).toCompletableFuture().join();
    } catch (CompletionException | IllegalStateException e) {
      throw new IOException("The client is gone", e);
    }
    if (sink.isClosed()) {
      throw new IOException("The client is gone");
    }
  }

  /**
   * Until the request's own thread has set the response up, and while another thread writes, Jersey
   * only queues what it is sent, without a limit: a whole log would end up in there for each viewer
   * (measured: 24 blocks of 60 KB and more). So at most one block is on its way.
   */
  private void awaitWritten(FrameBlock block) throws IOException {
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

  @Override
  public void close() {
    try {
      sink.close();
    } catch (UncheckedIOException gone) {
      LOG.log(Level.FINE, "A client has left before its stream was closed", gone);
    }
  }
}
