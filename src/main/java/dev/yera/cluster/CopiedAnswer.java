package dev.yera.cluster;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * The answer of another node, as it goes on to the client: the same status, headers and body. What
 * comes is written at once, by the thread that brings it; a client that reads slowly slows the
 * other node down. For one answer.
 */
final class CopiedAnswer implements HttpResponse.BodySubscriber<Void> {
  /**
   * Of one connection, or set here already as for every request: what is for a path of the other
   * node does not count.
   */
  private static final Set<String> NOT_COPIED =
      Set.of(
          "connection",
          "keep-alive",
          "transfer-encoding",
          "content-length",
          "date",
          "server",
          "set-cookie",
          "strict-transport-security",
          "x-content-type-options",
          "referrer-policy",
          "permissions-policy",
          "cross-origin-resource-policy",
          "cross-origin-opener-policy");

  private final HttpServletResponse response;
  private final boolean hasLength;
  private final CompletableFuture<Void> whole = new CompletableFuture<>();
  private Flow.Subscription subscription;

  /** Begins the client's answer. */
  CopiedAnswer(int status, HttpHeaders headers, HttpServletResponse response) {
    this.response = response;
    response.setStatus(status);
    headers
        .map()
        .forEach(
            (name, values) -> {
              if (!NOT_COPIED.contains(name.toLowerCase(Locale.ROOT))) {
                response.setHeader(name, values.get(0));
                values.stream().skip(1).forEach(value -> response.addHeader(name, value));
              }
            });
    hasLength = headers.firstValueAsLong("content-length").isPresent();
    headers.firstValueAsLong("content-length").ifPresent(response::setContentLengthLong);
  }

  @Override
  public CompletionStage<Void> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscribed) {
    subscription = subscribed;
    subscribed.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> pieces) {
    try {
      ServletOutputStream out = response.getOutputStream();
      for (ByteBuffer each : pieces) {
        byte[] bytes = new byte[each.remaining()];
        each.get(bytes);
        out.write(bytes);
      }
      if (!hasLength) {
        out.flush(); // the rest may come much later
      }
      subscription.request(1);
    } catch (IOException e) {
      leave(new UncheckedIOException("The client left before its answer came", e));
    } catch (RuntimeException e) {
      leave(e); // the container has given the client up
    }
  }

  private void leave(RuntimeException why) {
    subscription.cancel();
    whole.completeExceptionally(why);
  }

  @Override
  public void onError(Throwable failure) {
    whole.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    whole.complete(null);
  }
}
