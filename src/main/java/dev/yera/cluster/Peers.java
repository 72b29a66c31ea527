package dev.yera.cluster;

import dev.yera.store.Node;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Sends requests to other nodes, signed. No thread waits for an answer. Thread-safe. */
final class Peers {
  /** Who calls, as JSON in Base64; empty for the node itself. */
  static final String TOLD = "Yera-Caller";

  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** Longer than the longest answer takes: a deletion waits for a process tree. */
  static final Duration PATIENCE = Duration.ofSeconds(75);

  private static final long ALIVE_NANOS = 1_000_000_000L;
  private static final Duration ALIVE_PATIENCE = Duration.ofSeconds(2);

  private final HttpClient client;
  private final Executor threads;
  private final Signature signature;
  private final Lease lease;

  Peers(Executor threads, Signature signature, Lease lease) {
    this.threads = threads;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .executor(threads)
            .build();
    this.signature = signature;
    this.lease = lease;
  }

  /**
   * A request to a node.
   *
   * @param path below {@code /internal}
   * @param told JSON of who calls; empty for this node itself
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Call(String method, String path, Map<String, String> headers, String told, byte[] body) {
    /** One of this node's own. */
    static Call own(String method, String path, byte[] body) {
      return new Call(method, path, Map.of(), "", body);
    }
  }

  /**
   * Sends it, and asks now and then whether the node is still there: an answer may take long, but
   * nobody waits for one from beyond a cable that was pulled. Fails if it cannot be reached.
   */
  CompletableFuture<HttpResponse<InputStream>> send(Node node, Call call) {
    CompletableFuture<HttpResponse<InputStream>> sent =
        send(node, call, PATIENCE, HttpResponse.BodyHandlers.ofInputStream());
    CompletableFuture<HttpResponse<InputStream>> answer = new CompletableFuture<>();
    var unused =
        sent.whenComplete(
            (is, failure) -> {
              if (failure == null) {
                answer.complete(is);
              } else {
                answer.completeExceptionally(failure);
              }
            });
    watch(node, sent, answer);
    return answer;
  }

  private void watch(Node node, CompletableFuture<?> sent, CompletableFuture<?> answer) {
    CompletableFuture.delayedExecutor(ALIVE_NANOS, TimeUnit.NANOSECONDS, threads)
        .execute(
            () -> {
              if (!answer.isDone()) {
                var unused = isAlive(node).thenAccept(alive -> goOn(alive, node, sent, answer));
              }
            });
  }

  private void goOn(
      boolean alive, Node node, CompletableFuture<?> sent, CompletableFuture<?> answer) {
    if (alive) {
      watch(node, sent, answer);
    } else {
      answer.completeExceptionally(new NodeUnreachableException());
      sent.cancel(true);
    }
  }

  /** Whether a node answers. */
  CompletableFuture<Boolean> isAlive(Node node) {
    return send(
            node,
            Call.own("GET", "/alive", new byte[0]),
            ALIVE_PATIENCE,
            HttpResponse.BodyHandlers.discarding())
        .handle((answer, failure) -> failure == null);
  }

  <T> CompletableFuture<HttpResponse<T>> send(
      Node node, Call call, Duration patience, HttpResponse.BodyHandler<T> handler) {
    Optional<String> self = lease.node();
    if (self.isEmpty()) {
      return CompletableFuture.failedFuture(new NodeUnreachableException());
    }
    String target = ClusterFilter.INTERNAL + call.path();
    String told =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(call.told().getBytes(StandardCharsets.UTF_8));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(node.address() + target)).timeout(patience);
    call.headers().forEach(request::header);
    String purpose = told + " " + call.headers().getOrDefault(RemoteViewer.HEADER, "");
    Signature.Request signed = new Signature.Request(call.method(), target, purpose, call.body());
    request.header(TOLD, told);
    request.header(Signature.HEADER, signature.of(self.get(), signed));
    request.method(
        call.method(),
        call.body().length == 0 && List.of("GET", "HEAD", "DELETE").contains(call.method())
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(call.body()));
    return client.sendAsync(request.build(), handler);
  }
}
