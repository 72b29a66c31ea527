package dev.yera.cluster;

import dev.yera.event.json.Json;
import dev.yera.identity.ForwardedCall;
import dev.yera.problem.Problem;
import dev.yera.problem.ProblemDetails;
import dev.yera.store.Node;
import dev.yera.trace.TraceParent;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hands a request on to another node, and its answer back: the same status, body and headers. No
 * thread waits meanwhile, so that two nodes that hand on to each other never wait for each other's
 * threads.
 */
final class Forwarding {
  /** The header of a request that a node is to serve only if it owns the session. */
  static final String IF_OWNED = "Yera-If-Owned";

  /** What it says if it does not: HTTP's "Misdirected Request". */
  static final int NOT_OWNED = 421;

  private static final Logger LOG = Logger.getLogger(Forwarding.class.getName());
  private static final String RETRY_SECONDS = "2";

  /** What of a request is more than its path, its body and its caller. */
  private static final List<String> SENT =
      List.of(
          "Accept",
          "Accept-Language",
          "Content-Encoding",
          "Content-Type",
          "Idempotency-Key",
          "Last-Event-ID",
          TraceParent.NAME);

  private final Peers peers;

  Forwarding(Peers peers) {
    this.peers = peers;
  }

  /** Hands it on; the answer follows. */
  void handOn(Node node, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Peers.Call call = call(request);
    Answer answer = new Answer(begin(request, response));
    var unused =
        peers.send(node, call, answer).whenComplete((is, failure) -> answer.complete(failure));
  }

  /**
   * Hands it on to a node that may not own the session any more; if so, to the one that does.
   *
   * @param forget is run if that node does not own it, or cannot be reached
   * @param ask who owns it, or serves it because nobody does; empty if its node died. It may wait
   *     for the database
   */
  void handOnFromMemory(
      Node remembered,
      Runnable forget,
      Supplier<Optional<Node>> ask,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Peers.Call call = call(request);
    Answer answer = new Answer(begin(request, response));
    var unused =
        peers
            .send(remembered, call.with(IF_OWNED, "1"), answer)
            .whenComplete(
                (is, failure) -> {
                  if (!answer.hasBegun()) {
                    forget.run();
                  }
                })
            .thenCompose(
                is ->
                    answer.hasBegun()
                        ? CompletableFuture.completedFuture(is)
                        : peers.send(
                            ask.get().orElseThrow(NodeUnreachableException::new), call, answer))
            .whenComplete((is, failure) -> answer.complete(failure));
  }

  private static AsyncContext begin(HttpServletRequest request, HttpServletResponse response) {
    AsyncContext context = request.startAsync(request, response);
    context.setTimeout(0); // that of the call counts
    return context;
  }

  private static Peers.Call call(HttpServletRequest request) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : SENT) {
      Optional.ofNullable(request.getHeader(name)).ifPresent(value -> headers.put(name, value));
    }
    String query = request.getQueryString();
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return new Peers.Call(
        request.getMethod(),
        Door.FORWARDED + path + (query == null ? "" : "?" + query),
        headers,
        Json.text(ForwardedCall.of(request).orElseThrow()),
        request.getInputStream().readAllBytes());
  }

  /** What becomes of a request that was handed on. */
  private static final class Answer implements HttpResponse.BodyHandler<Void> {
    private final AsyncContext context;
    private volatile boolean begun;

    Answer(AsyncContext context) {
      this.context = context;
    }

    private HttpServletResponse response() {
      return (HttpServletResponse) context.getResponse();
    }

    /** Whether the client has something of it. */
    boolean hasBegun() {
      return begun;
    }

    @Override
    public HttpResponse.BodySubscriber<Void> apply(HttpResponse.ResponseInfo head) {
      if (head.statusCode() == NOT_OWNED) {
        return HttpResponse.BodySubscribers.replacing(null);
      }
      begun = true;
      return new CopiedAnswer(head.statusCode(), head.headers(), response());
    }

    void complete(Throwable failure) {
      try {
        if (begun && failure != null) {
          LOG.log(Level.FINE, "An answer from another node did not come whole", failure);
        } else if (!begun) {
          LOG.log(Level.INFO, "A node cannot be reached: {0}", String.valueOf(failure));
          unreachable(((HttpServletRequest) context.getRequest()).getContextPath(), response());
        }
      } catch (IOException | IllegalStateException e) {
        LOG.log(Level.FINE, "A client left before its answer from another node came", e);
      } finally {
        context.complete();
      }
    }
  }

  /** 503, as nothing is known of what the other node did. */
  static void unreachable(String contextPath, HttpServletResponse response) throws IOException {
    Problem problem = Problem.NODE_UNREACHABLE;
    refuse(contextPath, problem, new NodeUnreachableException().getMessage(), response);
  }

  static void refuse(
      String contextPath, Problem problem, String detail, HttpServletResponse response)
      throws IOException {
    response.setStatus(problem.status());
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Retry-After", RETRY_SECONDS);
    response.setContentType(ProblemDetails.MEDIA_TYPE);
    response
        .getOutputStream()
        .write(ProblemDetails.of(contextPath, problem, problem.status(), detail, Map.of()).json());
  }
}
