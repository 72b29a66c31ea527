package dev.yera.cluster;

import dev.yera.measure.Durations;
import dev.yera.store.Node;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Sends requests to other nodes, signed. No thread waits for an answer. Thread-safe. */
final class Peers {
  /** Who calls, as JSON in Base64; empty for the node itself. */
  static final String TOLD = "Yera-Caller";

  /**
   * How many bytes at the beginning of the body say that instead, as JSON: a user of many groups.
   */
  static final String TOLD_BYTES = "Yera-Caller-Bytes";

  /** The method of such a request, which is sent as a POST: Payara takes no body with a GET. */
  static final String METHOD = "Yera-Method";

  /** The most that they are. A server takes less of a request's head, where all of it came from. */
  static final int MOST_TOLD = 256 * 1024;

  /**
   * A small body, in Base64. Java's client writes a body after its head, and a server that looks in
   * between serves the request later and closes the connection.
   */
  static final String BODY = "Yera-Body";

  /** With the caller's: less than half of what a server takes as the head of a request, 8 KB. */
  private static final int SMALL = 3072;

  private static final int NOT_FOUND = 404;

  /** What Java's client sends again by itself. */
  private static final Set<String> REPEATED = Set.of("GET", "HEAD");

  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** Longer than the longest answer takes: a deletion waits for a process tree. */
  static final Duration PATIENCE = Duration.ofSeconds(75);

  private static final long ALIVE_NANOS = 1_000_000_000L;
  private static final Duration ALIVE_PATIENCE = Duration.ofSeconds(2);

  private final HttpClient client;
  private final Executor threads;
  private final Signature signature;
  private final Supplier<Optional<String>> self;
  private final String version;
  private final Durations took;

  /**
   * Of this node.
   *
   * @param self the name of this node; empty while it is none
   * @param took gets how long each answer took to begin
   * @param version of the product; nodes of another one may not know all that this one says
   */
  Peers(
      Executor threads,
      Signature signature,
      Supplier<Optional<String>> self,
      Durations took,
      String version) {
    this.took = took;
    this.threads = threads;
    this.version = version;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .executor(threads)
            .build();
    this.signature = signature;
    this.self = self;
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

    /** The same with one header more. */
    Call with(String name, String value) {
      Map<String, String> all = new LinkedHashMap<>(headers);
      all.put(name, value);
      return new Call(method, path, all, told, body);
    }
  }

  /** Sends it, for an answer whose body the caller has to read or close. */
  CompletableFuture<HttpResponse<InputStream>> send(Node node, Call call) {
    return send(node, call, HttpResponse.BodyHandlers.ofInputStream());
  }

  /**
   * Sends it, and asks now and then whether the node is still there: an answer may take long, but
   * nobody waits for one from beyond a cable that was pulled. Fails if it cannot be reached.
   */
  <T> CompletableFuture<HttpResponse<T>> send(
      Node node, Call call, HttpResponse.BodyHandler<T> handler) {
    long begin = System.nanoTime();
    CompletableFuture<HttpResponse<T>> sent =
        send(
            node,
            call,
            PATIENCE,
            head -> {
              took.add(System.nanoTime() - begin);
              return handler.apply(head);
            });
    CompletableFuture<HttpResponse<T>> answer = new CompletableFuture<>();
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
    CompletableFuture<Void> late =
        new CompletableFuture<Void>().completeOnTimeout(null, ALIVE_NANOS, TimeUnit.NANOSECONDS);
    var unusedCheck =
        late.thenComposeAsync(nothing -> isAlive(node), threads)
            .thenAccept(alive -> goOn(alive, node, sent, answer));
    // Most are answered long before: no timer and no thread for them.
    var unusedEnd = answer.whenComplete((is, failure) -> late.cancel(false));
  }

  private void goOn(
      boolean alive, Node node, CompletableFuture<?> sent, CompletableFuture<?> answer) {
    if (answer.isDone()) {
      return;
    }
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

  /**
   * Sends it. Java's client may send some twice, when its connection ends before the answer: the
   * second one is a repetition, which no node believes, and that is no answer to anybody. So it is
   * signed and sent anew, once.
   */
  <T> CompletableFuture<HttpResponse<T>> send(
      Node node, Call call, Duration patience, HttpResponse.BodyHandler<T> handler) {
    if (!REPEATED.contains(call.method())) {
      return sendOnce(node, call, patience, handler);
    }
    CompletableFuture<HttpResponse<T>> first =
        sendOnce(
            node,
            call,
            patience,
            head ->
                isOfNobody(head)
                    ? HttpResponse.BodySubscribers.replacing(null)
                    : handler.apply(head));
    AtomicReference<CompletableFuture<?>> underWay = new AtomicReference<>(first);
    CompletableFuture<HttpResponse<T>> answer =
        first.thenCompose(
            is -> {
              if (!isOfNobody(is.statusCode(), is.headers())) {
                return CompletableFuture.completedFuture(is);
              }
              CompletableFuture<HttpResponse<T>> second = sendOnce(node, call, patience, handler);
              underWay.set(second);
              return second;
            });
    var unused =
        answer.whenComplete(
            (is, failure) -> {
              if (answer.isCancelled()) {
                underWay.get().cancel(true);
              }
            });
    return answer;
  }

  private static boolean isOfNobody(HttpResponse.ResponseInfo head) {
    return isOfNobody(head.statusCode(), head.headers());
  }

  /** What a stranger gets: an answer of the API says what it is about. */
  private static boolean isOfNobody(int status, HttpHeaders headers) {
    return status == NOT_FOUND && headers.firstValue("Content-Type").isEmpty();
  }

  private <T> CompletableFuture<HttpResponse<T>> sendOnce(
      Node node, Call call, Duration patience, HttpResponse.BodyHandler<T> handler) {
    Optional<String> sender = self.get();
    if (sender.isEmpty()) {
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
    request.header(Signature.HEADER, signature.of(sender.get(), signed));
    String method = call.method();
    byte[] body = call.body();
    if (told.length() > SMALL) {
      byte[] first = call.told().getBytes(StandardCharsets.UTF_8);
      request.header(TOLD_BYTES, Integer.toString(first.length));
      request.header(METHOD, method);
      method = "POST";
      body = Arrays.copyOf(first, first.length + body.length);
      System.arraycopy(call.body(), 0, body, first.length, call.body().length);
    } else {
      request.header(TOLD, told);
      boolean isSmall = body.length > 0 && told.length() + body.length <= SMALL;
      if (isSmall && node.version().equals(version)) {
        request.header(BODY, Base64.getEncoder().encodeToString(body));
        body = new byte[0];
      }
    }
    request.method(
        method,
        body.length == 0
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(body));
    return client.sendAsync(request.build(), handler);
  }
}
