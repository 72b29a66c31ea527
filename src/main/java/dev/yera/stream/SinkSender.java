package dev.yera.stream;

import dev.yera.server.JerseySink;
import dev.yera.server.ResteasyStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends through the standard sink. Jersey and RESTEasy take many frames in one send (see {@link
 * JerseySink} and {@link ResteasyStream}); other implementations would wrap them, and get one
 * standard event per frame.
 */
public final class SinkSender implements FrameSender {
  private static final Logger LOG = Logger.getLogger(SinkSender.class.getName());

  private final SseEventSink sink;
  private final Sse sse;
  private final Optional<JerseySink> jersey;
  private final Optional<ResteasyStream> resteasy;

  /** A sender for this sink; the implementation of the sink decides how it sends. */
  public SinkSender(SseEventSink sink, Sse sse, HttpServletRequest request) {
    this.sink = sink;
    this.sse = sse;
    this.jersey = JerseySink.of(sink);
    this.resteasy = ResteasyStream.of(sink, sse, request);
  }

  @Override
  public void begin() throws IOException {
    if (resteasy.isPresent()) {
      resteasy.get().begin();
    }
  }

  @Override
  public void send(byte[] frames, int offset, int length) throws IOException {
    if (jersey.isPresent()) {
      jersey.get().send(frames, offset, length);
      return;
    }
    if (resteasy.isPresent()) {
      resteasy.get().send(frames, offset, length);
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
      } else if (line.startsWith("event:")) {
        event.name(value);
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

  @Override
  public void close() {
    if (resteasy.isPresent()) {
      resteasy.get().close();
      return;
    }
    try {
      sink.close();
    } catch (UncheckedIOException gone) {
      LOG.log(Level.FINE, "A client has left before its stream was closed", gone);
    }
  }
}
