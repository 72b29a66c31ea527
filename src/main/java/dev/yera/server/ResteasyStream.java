package dev.yera.server;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes many frames at once to the asynchronous response behind RESTEasy's sink. The sink itself
 * takes one event a send, loses {@code retry}, and never ends a write to a client that does not
 * read: its thread was there for ever (measured on WildFly). So the sink begins the response, in
 * the thread of the request, where it writes without a listener; all else goes to the servlet's own
 * stream, which blocks, and which the server's write timeout ends.
 *
 * <p>Server: RESTEasy 6 (WildFly 39, Open Liberty). Test: {@code StreamIT}, {@code SharedStreamIT},
 * there. Belongs to one thread at a time.
 */
public final class ResteasyStream {
  private final SseEventSink sink;
  private final Sse sse;
  private final AsyncContext context;
  private final ServletResponse response;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ResteasyStream(SseEventSink sink, Sse sse, AsyncContext context) {
    this.sink = sink;
    this.sse = sse;
    this.context = context;
    this.response = context.getResponse();
  }

  /** The stream behind the sink, if that is RESTEasy's; else empty. In the request's thread. */
  public static Optional<ResteasyStream> of(
      SseEventSink sink, Sse sse, HttpServletRequest request) {
    return sink.getClass().getName().startsWith("org.jboss.resteasy.") && request.isAsyncStarted()
        ? Optional.of(new ResteasyStream(sink, sse, request.getAsyncContext()))
        : Optional.empty();
  }

  /**
   * Sends the headers. In the request's thread.
   *
   * @throws IOException if the client is gone
   */
  public void begin() throws IOException {
    try {
      sink.send(sse.newEventBuilder().comment("yera").build()).toCompletableFuture().join();
    } catch (CompletionException | IllegalStateException e) {
      throw new IOException("The client is gone", e);
    }
  }

  /**
   * Sends finished frames and returns when the server has taken them.
   *
   * @throws IOException if the client is gone, or does not read
   */
  public void send(byte[] frames, int offset, int length) throws IOException {
    if (closed.get()) {
      throw new IOException("The stream is closed");
    }
    try {
      response.getOutputStream().write(frames, offset, length);
      response.flushBuffer();
    } catch (IllegalStateException e) {
      throw new IOException("The client is gone", e);
    }
  }

  /** Ends the response. Not by the sink, which would wait for what the client has not read. */
  public void close() {
    if (closed.compareAndSet(false, true)) {
      context.complete();
    }
  }
}
