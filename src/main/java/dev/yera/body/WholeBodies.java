package dev.yera.body;

import dev.yera.problem.Problem;
import dev.yera.problem.ProblemDetails;
import dev.yera.server.Dispatching;
import dev.yera.server.GrizzlyHeads;
import dev.yera.server.UnreadBodies;
import dev.yera.settings.HttpSettings;
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
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a request go on when its body is there. Whoever reads a body from a client in a thread waits
 * for that client: two hundred that send a byte and then nothing had all threads of the server. So
 * the body is read as it comes, without a thread, within {@code yera.request.timeout}; then the
 * request is dispatched again, with what came. On every path: containers look for parameters in
 * bodies of forms, too; they do not once somebody has asked for the stream. The last of the
 * filters: what is refused without its body has been refused before. What {@link LargeBodies} says
 * may be larger is received in a file, and has time as long as it comes.
 */
public class WholeBodies extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String LARGE = LargeBodies.class.getName();
  private static final String PATH = WholeBodies.class.getName() + ".path";
  private static final long NEVER = 0;

  /** A body of at most this many bytes that is there already needs no detour. */
  private static final int SMALL = 8 * 1024;

  /** What bodies together may have of the memory: as JSON they become twenty times as large. */
  private static final int SHARE_OF_MEMORY = 64;

  /** How many of the largest files may be on their way at once, or as much of smaller ones. */
  private static final int LARGE_AT_ONCE = 32;

  /** What is read of a body that is too large, at most: nobody is to keep a server reading. */
  private static final long SPARE = 64 * 1024 * 1024;

  @Inject private transient Settings settings;
  @Inject private transient Instance<RequestContextController> contexts;
  @Inject private transient LargeBodies largeBodies;
  private transient Arrivals arrivals;
  private transient Arrivals large;
  private transient GrizzlyHeads heads;
  private long largest;

  /** So many bytes that nobody takes are read, where their client does not hear why else. */
  private long spare;

  @Override
  public void init() {
    largest = Math.min(settings.get(HttpSettings.REQUEST_MAX_BYTES), Integer.MAX_VALUE - 16);
    arrivals =
        new Arrivals(
            settings.get(HttpSettings.REQUEST_MAX_READING),
            Math.max(2 * largest, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY));
    large =
        new Arrivals(
            settings.get(HttpSettings.REQUEST_MAX_READING),
            LARGE_AT_ONCE * settings.get(HttpSettings.FILE_MAX_BYTES));
    spare = UnreadBodies.loseTheAnswer(getServletContext()) ? SPARE : 0;
    heads = GrizzlyHeads.within(settings.get(HttpSettings.REQUEST_TIMEOUT));
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
    } else {
      arrive(request, response, chain);
    }
  }

  private void arrive(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    LargeBodies.Place taken = largeBodies.place(request).orElse(usual());
    request.setAttribute(LARGE, taken);
    long length = request.getContentLengthLong();
    boolean readsOn = spare > 0 && request.isAsyncSupported() && length <= taken.most() + spare;
    if (taken.isNone() && !readsOn) {
      response.setHeader("Connection", "close"); // nobody waits for it
      chain.doFilter(new WholeRequest(request, new byte[0]), response);
    } else if (length > taken.most() && !readsOn) {
      tooLarge(taken, response);
    } else if (isThere(request)
        || !request.isAsyncSupported()) { // a container's own servlet, on servers that mind
      chain.doFilter(request, response);
    } else if (!isPath(request)) {
      refuse(response, Problem.MALFORMED, "The target of the request is no path.", Map.of());
    } else if (Dispatching.isReliable(getServletContext())) {
      await(taken, request, response);
    } else {
      readHere(taken, request, response, chain);
    }
  }

  private LargeBodies.Place usual() {
    return new LargeBodies.Place(
        largest, HttpSettings.REQUEST_MAX_BYTES.key(), largest, Optional.empty());
  }

  /** In this thread, which waits for the client as long as its container lets it. */
  private void readHere(
      LargeBodies.Place place,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    try (Received received = Received.in(place.folder())) {
      byte[] piece = new byte[SMALL];
      InputStream in = request.getInputStream();
      for (int n = in.read(piece); n >= 0 && received.size() <= place.most(); n = in.read(piece)) {
        if (!received.take(piece, n)) {
          noRoom(response);
          return;
        }
      }
      if (received.size() > place.most()) {
        tooLarge(place, response);
      } else {
        chain.doFilter(new WholeRequest(request, received.open()), response);
      }
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

  private void await(
      LargeBodies.Place place, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Received received = Received.in(place.folder()); // before anything waits for it
    request.setAttribute(PATH, path(request));
    // With these very objects: filters before this one may have put more into them.
    AsyncContext context = request.startAsync(request, response);
    context.setTimeout(NEVER);
    Arrivals others = place.folder().isPresent() ? large : arrivals;
    ArrivingBody body = new ArrivingBody(context, others, place.most(), spare, received);
    others.enter(body);
    if (place.folder().isPresent()) {
      body.beginLarge(settings.get(HttpSettings.REQUEST_TIMEOUT));
    } else {
      body.begin(settings.get(HttpSettings.REQUEST_TIMEOUT));
    }
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
        case OUT_OF_TIME -> {
          if (isTooLarge(body, place(request))) {
            tooLarge(place(request), response); // it was from its first byte on
          } else {
            tooSlow(
                response,
                "has not come whole in time",
                HttpSettings.REQUEST_TIMEOUT,
                settings.get(HttpSettings.REQUEST_TIMEOUT).toSeconds());
          }
        }
        case CROWDED_OUT ->
            tooSlow(
                response,
                "had to give way to others",
                HttpSettings.REQUEST_MAX_READING,
                settings.get(HttpSettings.REQUEST_MAX_READING));
        case NO_ROOM -> noRoom(response);
        case GONE -> throw new IllegalStateException("nobody waits for an answer");
        case WHOLE -> serve(body, request, response, chain);
      }
    } finally {
      body.leave();
    }
  }

  private static LargeBodies.Place place(HttpServletRequest request) {
    return (LargeBodies.Place) request.getAttribute(LARGE);
  }

  private static boolean isTooLarge(ArrivingBody body, LargeBodies.Place place) {
    return !place.isNone() && body.isTooLarge();
  }

  private void noRoom(HttpServletResponse response) throws IOException {
    refuse(response, Problem.TOO_SLOW, "The server had no room for the body.", Map.of());
  }

  private void serve(
      ArrivingBody body,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    LargeBodies.Place place = place(request);
    if (isTooLarge(body, place)) {
      tooLarge(place, response);
    } else if (!path(request).equals(request.getAttribute(PATH))) {
      // Decoded twice it may be another one, where other rules hold than the filters have asked
      // for.
      refuse(response, Problem.MALFORMED, "The path of the request is ambiguous.", Map.of());
    } else {
      // Of 40 requests that followed a large late body on its connection, Payara lost two.
      response.setHeader("Connection", "close");
      HttpServletRequest whole =
          place.isNone() ? new WholeRequest(request, new byte[0]) : body.whole(request);
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

  private void tooLarge(LargeBodies.Place place, HttpServletResponse response) throws IOException {
    String limit = place.limit();
    refuse(
        response,
        Problem.TOO_LARGE,
        "The body has more than %d bytes (%s).".formatted(place.most(), limit),
        Map.of("limit", limit, "limit_value", place.value()));
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
