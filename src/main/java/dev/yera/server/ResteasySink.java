package dev.yera.server;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Providers;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends many frames through RESTEasy's sink as one. RESTEasy has a writer of its own for whatever
 * event it is given; the name and the id of an event it writes as they are, so that the rest of a
 * block can stand there (see {@link FrameText}). Whether it does is tried once for each of its
 * writers, before the first stream is sent.
 *
 * <p>Server: RESTEasy 6 (WildFly 39, Open Liberty). Symptom without it: a write and a flush for
 * each event, and no {@code retry}. Test: {@code StreamIT}, {@code SharedStreamIT}. Belongs to one
 * thread at a time.
 */
public final class ResteasySink {
  private static final Logger LOG = Logger.getLogger(ResteasySink.class.getName());
  private static final long LONGEST_WRITE_SECONDS = 60;

  private static final List<String> SAMPLES =
      List.of(
          ": a\nretry: 2000\n\n",
          ": a\n\n",
          "id: 1\ndata: {\"a\":\"é\\n\"}\n\nid: 2\ndata: {}\n\n",
          "event: a\ndata: {}\n\nid: 1\ndata: {}\n\n");

  private static final ConcurrentHashMap<Class<?>, Boolean> TRIED = new ConcurrentHashMap<>();

  private final SseEventSink sink;

  private ResteasySink(SseEventSink sink) {
    this.sink = sink;
  }

  /** The sink, if it is RESTEasy's and writes blocks as they are; else empty. */
  public static Optional<ResteasySink> of(SseEventSink sink, Providers providers) {
    if (!sink.getClass().getName().startsWith("org.jboss.resteasy.")) {
      return Optional.empty();
    }
    MessageBodyWriter<FrameText> writer =
        providers.getMessageBodyWriter(
            FrameText.class, FrameText.class, new Annotation[0], MediaType.SERVER_SENT_EVENTS_TYPE);
    return writer != null && TRIED.computeIfAbsent(writer.getClass(), type -> writesBlocks(writer))
        ? Optional.of(new ResteasySink(sink))
        : Optional.empty();
  }

  private static boolean writesBlocks(MessageBodyWriter<FrameText> writer) {
    try {
      for (String sample : SAMPLES) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        writer.writeTo(
            new FrameText(sample),
            FrameText.class,
            FrameText.class,
            new Annotation[0],
            MediaType.SERVER_SENT_EVENTS_TYPE,
            new MultivaluedHashMap<>(),
            written);
        if (!written.toString(StandardCharsets.UTF_8).equals(sample)) {
          LOG.log(Level.WARNING, "Streams are slow: {0} writes no blocks", writer.getClass());
          return false;
        }
      }
      return true;
    } catch (IOException | WebApplicationException e) {
      LOG.log(Level.WARNING, "Streams are slow: " + writer.getClass() + " writes no blocks", e);
      return false;
    }
  }

  /**
   * Sends finished frames and returns when the server has taken them.
   *
   * @throws IOException if the client is gone, or the server is stopping
   */
  public void send(byte[] frames, int offset, int length) throws IOException {
    String text = new String(frames, offset, length, StandardCharsets.UTF_8);
    try {
      sink.send(new FrameText(text))
          .toCompletableFuture()
          .get(LONGEST_WRITE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException
        | TimeoutException
        | CompletionException
        | IllegalStateException e) {
      throw new IOException("The client is gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The server is stopping", e);
    }
    if (sink.isClosed()) {
      throw new IOException("The client is gone");
    }
  }
}
