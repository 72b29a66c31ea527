package dev.yera.body;

import dev.yera.problem.Problem;
import dev.yera.problem.ProblemDetails;
import dev.yera.server.Dispatching;
import dev.yera.server.GrizzlyHeads;
import dev.yera.settings.Setting;
import dev.yera.settings.Settings;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a request go on when its body is there. Whoever reads a body from a client in a thread waits
 * for that client: two hundred that send a byte and then nothing had all threads of the server. So
 * the body is read as it comes, without a thread, within {@code yera.request.timeout}; then the
 * request is dispatched again, with what came. On every path: containers look for parameters in
 * bodies of forms, too; they do not once somebody has asked for the stream. The last of the
 * filters: what is refused without its body has been refused before. A resource that streams a body
 * to a disk does not belong behind it.
 */
public class WholeBodies extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String PATH = WholeBodies.class.getName() + ".path";
  private static final long NEVER = 0;

  /** A body of at most this many bytes that is there already needs no detour. */
  private static final int SMALL = 8 * 1024;

  /** What bodies together may have of the memory: as JSON they become twenty times as large. */
  private static final int SHARE_OF_MEMORY = 64;

  @Inject private transient Settings settings;
  @Inject private transient Instance<RequestContextController> contexts;
  private transient Arrivals arrivals;
  private transient GrizzlyHeads heads;
  private long largest;

  @Override
  public void init() {
    largest = Math.min(settings.get(Settings.REQUEST_MAX_BYTES), Integer.MAX_VALUE - 16);
    arrivals =
        new Arrivals(
            settings.get(Settings.REQUEST_MAX_READING),
            Math.max(2 * largest, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY));
    heads = GrizzlyHeads.within(settings.get(Settings.REQUEST_TIMEOUT));
  }

  @Override
  public void destroy() {
    heads.close();
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ArrivingBody body = ArrivingBody.of(request);
    if (body != null) {
      goOn(body, request, response, chain);
    } else if (!hasBody(request)) {
      chain.doFilter(request, response);
    } else if (request.getContentLengthLong() > largest) {
      tooLarge(response);
    } else if (isThere(request)
        || !request.isAsyncSupported()) { // a container's own servlet, on servers that mind
      chain.doFilter(request, response);
    } else if (!isPath(request)) {
      refuse(response, Problem.MALFORMED, "The target of the request is no path.", Map.of());
    } else if (Dispatching.isReliable(getServletContext())) {
      await(request, response);
    } else {
      readHere(request, response, chain);
    }
  }

  /** In this thread, which waits for the client as long as its container lets it. */
  private void readHere(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    byte[] bytes = request.getInputStream().readNBytes((int) largest + 1);
    if (bytes.length > largest) {
      tooLarge(response);
    } else {
      chain.doFilter(new WholeRequest(request, bytes), response);
    }
  }

  /** Else it cannot be dispatched again: it would keep its place, and its client, for ever. */
  private static boolean isPath(HttpServletRequest request) {
    return request.getRequestURI().startsWith(request.getContextPath() + "/");
  }

  private static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
  }

  /**
   * Whether a small body is all there, so that it needs no detour. Where a request offers to change
   * the protocol, as the first one of Java's own client does, Payara never says that its body ends.
   */
  private static boolean isThere(HttpServletRequest request) throws IOException {
    long length = request.getContentLengthLong();
    return length > 0
        && length <= SMALL
        && request.getHeader("Upgrade") == null
        && request.getInputStream().available() >= length;
  }

  private void await(HttpServletRequest request, HttpServletResponse response) throws IOException {
    request.setAttribute(PATH, path(request));
    // With these very objects: filters before this one may have put more into them.
    AsyncContext context = request.startAsync(request, response);
    context.setTimeout(NEVER);
    ArrivingBody body = new ArrivingBody(context, arrivals, largest);
    arrivals.enter(body);
    body.begin(settings.get(Settings.REQUEST_TIMEOUT));
  }

  private static String path(HttpServletRequest request) {
    return request.getServletPath() + Optional.ofNullable(request.getPathInfo()).orElse("");
  }

  private void goOn(
      ArrivingBody body,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    try {
      switch (body.ended()) {
        case OUT_OF_TIME ->
            tooSlow(
                response,
                "has not come whole in time",
                Settings.REQUEST_TIMEOUT,
                settings.get(Settings.REQUEST_TIMEOUT).toSeconds());
        case CROWDED_OUT ->
            tooSlow(
                response,
                "had to give way to others",
                Settings.REQUEST_MAX_READING,
                settings.get(Settings.REQUEST_MAX_READING));
        case NO_ROOM ->
            refuse(response, Problem.TOO_SLOW, "The server had no room for the body.", Map.of());
        case GONE -> throw new IllegalStateException("nobody waits for an answer");
        case WHOLE -> serve(body, request, response, chain);
      }
    } finally {
      arrivals.leave(body);
    }
  }

  private void serve(
      ArrivingBody body,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    if (body.size() > largest) {
      tooLarge(response);
    } else if (!path(request).equals(request.getAttribute(PATH))) {
      // Decoded twice it may be another one, where other rules hold than the filters have asked
      // for.
      refuse(response, Problem.MALFORMED, "The path of the request is ambiguous.", Map.of());
    } else {
      // Of 40 requests that followed a large late body on its connection, Payara lost two.
      response.setHeader("Connection", "close");
      HttpServletRequest whole = new WholeRequest(request, body.bytes());
      serve(whole, new LateAnswer(whole, response), chain);
    }
  }

  /**
   * With the request context that CDI promises to every filter. Payara 6 has none for a request
   * that is dispatched again (measured).
   */
  private void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    RequestContextController context = contexts.get();
    boolean mine = context.activate();
    try {
      chain.doFilter(request, response);
    } finally {
      if (mine) {
        context.deactivate();
      }
      contexts.destroy(context);
    }
  }

  private void tooLarge(HttpServletResponse response) throws IOException {
    String limit = Settings.REQUEST_MAX_BYTES.key();
    refuse(
        response,
        Problem.TOO_LARGE,
        "The body has more than %d bytes (%s).".formatted(largest, limit),
        Map.of("limit", limit, "limit_value", largest));
  }

  private void tooSlow(HttpServletResponse response, String what, Setting<?> limit, long value)
      throws IOException {
    refuse(
        response,
        Problem.TOO_SLOW,
        "The body %s (%s is %d).".formatted(what, limit.key(), value),
        Map.of("limit", limit.key(), "limit_value", value));
  }

  /** Here, and not further along the chain: there somebody might read on, and wait. */
  private void refuse(
      HttpServletResponse response, Problem problem, String detail, Map<String, ?> more)
      throws IOException {
    response.setHeader("Connection", "close"); // nobody waits for the rest of it
    response.setHeader("Cache-Control", "no-store");
    response.setStatus(problem.status());
    response.setContentType(ProblemDetails.MEDIA_TYPE);
    String context = getServletContext().getContextPath();
    response
        .getOutputStream()
        .write(ProblemDetails.of(context, problem, problem.status(), detail, more).json());
  }
}
