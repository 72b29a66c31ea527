package dev.yera.cluster;

import dev.yera.event.json.Json;
import dev.yera.identity.ForwardedCall;
import dev.yera.problem.Problem;
import dev.yera.problem.ProblemDetails;
import dev.yera.store.Node;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hands a request on to another node, and its answer back: the same status, body and headers. No
 * thread waits meanwhile, so that two nodes that hand on to each other never wait for each other's
 * threads.
 */
final class Forwarding {
  private static final Logger LOG = Logger.getLogger(Forwarding.class.getName());
  private static final int PIECE = 16 * 1024;
  private static final String RETRY_SECONDS = "2";

  /** What of a request is more than its path, its body and its caller. */
  private static final List<String> SENT =
      List.of(
          "Accept",
          "Accept-Language",
          "Content-Encoding",
          "Content-Type",
          "Idempotency-Key",
          "Last-Event-ID");

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

  private final Peers peers;

  Forwarding(Peers peers) {
    this.peers = peers;
  }

  /** Hands it on; the answer follows. */
  void handOn(Node node, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Peers.Call call = call(request);
    AsyncContext context = request.startAsync(request, response);
    context.setTimeout(0); // that of the call counts
    var unused =
        peers.send(node, call).whenComplete((answer, failure) -> answer(answer, failure, context));
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
        Json.text(ForwardedCall.of(request)),
        request.getInputStream().readAllBytes());
  }

  private static void answer(
      HttpResponse<InputStream> answer, Throwable failure, AsyncContext context) {
    HttpServletResponse response = (HttpServletResponse) context.getResponse();
    try {
      if (failure == null) {
        copy(answer, response);
      } else {
        LOG.log(Level.INFO, "A node cannot be reached: {0}", failure.toString());
        unreachable(((HttpServletRequest) context.getRequest()).getContextPath(), response);
      }
    } catch (IOException | IllegalStateException e) {
      LOG.log(Level.FINE, "A client left before its answer from another node came", e);
    } finally {
      context.complete();
    }
  }

  private static void copy(HttpResponse<InputStream> answer, HttpServletResponse response)
      throws IOException {
    response.setStatus(answer.statusCode());
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!NOT_COPIED.contains(name.toLowerCase(Locale.ROOT))) {
                response.setHeader(name, values.get(0));
                values.stream().skip(1).forEach(value -> response.addHeader(name, value));
              }
            });
    answer.headers().firstValueAsLong("content-length").ifPresent(response::setContentLengthLong);
    try (InputStream body = answer.body()) {
      OutputStream out = response.getOutputStream();
      byte[] some = new byte[PIECE];
      for (int n = body.read(some); n >= 0; n = body.read(some)) {
        out.write(some, 0, n);
        if (body.available() == 0) {
          out.flush(); // it may be a stream, of which the rest comes later
        }
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
