package dev.yera.cluster;

import dev.yera.body.WholeRequest;
import dev.yera.event.json.Json;
import dev.yera.identity.ForwardedCall;
import dev.yera.session.Session;
import dev.yera.session.SessionId;
import dev.yera.session.SessionService;
import dev.yera.session.UnknownSessionException;
import dev.yera.settings.Settings;
import dev.yera.store.BadEventIdException;
import dev.yera.stream.Viewer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where other nodes come in. Whoever does not know the cluster's secret finds nothing here
 * (contract, section 9).
 */
final class Door {
  /** Before the path of a request that another node hands on. */
  static final String FORWARDED = "/forward";

  private static final Duration HEARTBEAT = Duration.ofSeconds(2);

  private final Signature signature;
  private final SessionService service;
  private final RemoteViewers viewers;
  private final Relays relays;
  private final Settings settings;
  private final Predicate<SessionId> owned;

  /**
   * Of this node.
   *
   * @param owned whether it owns a session, as far as it knows without the database
   */
  Door(
      Predicate<SessionId> owned,
      Signature signature,
      SessionService service,
      RemoteViewers viewers,
      Relays relays,
      Settings settings) {
    this.owned = owned;
    this.signature = signature;
    this.service = service;
    this.viewers = viewers;
    this.relays = relays;
    this.settings = settings;
  }

  /** Serves a request below {@code /internal}, whose body is there. */
  void enter(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    Said said = said(request);
    byte[] body = said.body();
    Optional<String> node = node(request, said);
    if (node.isEmpty()) {
      nothing(response);
      return;
    }
    String path =
        request
            .getRequestURI()
            .substring(request.getContextPath().length() + ClusterFilter.INTERNAL.length());
    if (path.startsWith(FORWARDED + "/api/")) {
      forwarded(path.substring(FORWARDED.length()), node.get(), request, response, said);
    } else if (path.equals("/alive")) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    } else if (path.startsWith("/relay/")) {
      relay(path.substring("/relay/".length()), request, response);
    } else if (path.equals("/viewing")) {
      viewing(node.get(), (Map<?, ?>) Json.read(body), response);
    } else if (path.equals("/replaced")) {
      texts((Map<?, ?>) Json.read(body), "viewers").forEach(relays::replaced);
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    } else if (path.equals("/states")) {
      states((Map<?, ?>) Json.read(body), response);
    } else if (path.equals("/erase")) {
      erase((Map<?, ?>) Json.read(body), response);
    } else {
      nothing(response);
    }
  }

  /**
   * What another node says.
   *
   * @param told JSON of who calls, in Base64
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Said(String method, String told, byte[] body) {}

  private static Said said(HttpServletRequest request) throws IOException {
    String small = header(request, Peers.BODY);
    String told = header(request, Peers.TOLD);
    String method = request.getMethod();
    try {
      if (!small.isEmpty()) {
        return new Said(method, told, Base64.getDecoder().decode(small));
      }
      byte[] body = request.getInputStream().readAllBytes();
      String length = header(request, Peers.TOLD_BYTES);
      int first = length.isEmpty() ? 0 : Integer.parseInt(length);
      if (first > 0 && first <= body.length) {
        method = header(request, Peers.METHOD);
        told = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(body, first));
        body = Arrays.copyOfRange(body, first, body.length);
      }
      return new Said(method, told, body);
    } catch (IllegalArgumentException e) {
      return new Said(method, told, new byte[0]); // no node sent that
    }
  }

  private Optional<String> node(HttpServletRequest request, Said said) {
    String query = request.getQueryString();
    String target =
        request.getRequestURI().substring(request.getContextPath().length())
            + (query == null ? "" : "?" + query);
    String purpose = said.told() + " " + header(request, RemoteViewer.HEADER);
    return signature.verify(
        request.getHeader(Signature.HEADER),
        new Signature.Request(said.method(), target, purpose, said.body()));
  }

  private static String header(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getHeader(name)).orElse("");
  }

  private static void nothing(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setStatus(HttpServletResponse.SC_NOT_FOUND);
  }

  /** Serves it as if its client had come here. */
  private void forwarded(
      String path, String node, HttpServletRequest request, HttpServletResponse response, Said said)
      throws IOException, ServletException {
    if (!header(request, Forwarding.IF_OWNED).isEmpty()
        && !Cluster.session(path).filter(owned).isPresent()) {
      response.setStatus(Forwarding.NOT_OWNED);
      return;
    }
    String told = new String(Base64.getUrlDecoder().decode(said.told()), StandardCharsets.UTF_8);
    String viewer = header(request, RemoteViewer.HEADER);
    if (!viewer.isEmpty()) {
      new AskedPlace(node, viewer, viewers).keepIn(request);
    }
    HttpServletRequest admitted =
        ForwardedCall.admit(
            new WholeRequest(withMethod(request, said.method()), said.body()),
            (Map<?, ?>) Json.read(told));
    request.getRequestDispatcher(path).forward(admitted, response);
  }

  private static HttpServletRequest withMethod(HttpServletRequest request, String method) {
    return new HttpServletRequestWrapper(request) {
      @Override
      public String getMethod() {
        return method;
      }
    };
  }

  /** The events of a session that is here, for another node and all of its viewers. */
  private void relay(String id, HttpServletRequest request, HttpServletResponse response) {
    Optional<SessionId> session = SessionId.parse(id).filter(service.shared()::has);
    if (session.isEmpty()) {
      nothing(response);
      return;
    }
    try {
      Session here = service.session(session.get());
      long after = Long.parseLong(request.getParameter("after"));
      response.setContentType("text/event-stream");
      response.setHeader("Cache-Control", "no-store");
      AsyncContext context = request.startAsync(request, response);
      context.setTimeout(0);
      Viewer viewer =
          new Viewer(
              new AsyncSender(context),
              service.viewerThreads(),
              settings,
              HEARTBEAT,
              1,
              () -> true,
              service.gauges().measures().deliveries(),
              System::nanoTime);
      viewer.begin(here.follow(viewer, after));
    } catch (UnknownSessionException | BadEventIdException e) {
      nothing(response);
    }
  }

  private void viewing(String node, Map<?, ?> said, HttpServletResponse response) {
    if (said.get("all") instanceof Map<?, ?> all) {
      viewers.are(node, all);
    }
    viewers.left(texts(said, "left"));
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  private static List<String> texts(Map<?, ?> said, String name) {
    return said.get(name) instanceof List<?> list
        ? list.stream().map(String.class::cast).toList()
        : List.of();
  }

  /** The states of sessions that are here. */
  private void states(Map<?, ?> said, HttpServletResponse response) throws IOException {
    List<Map<String, Object>> states =
        texts(said, "sessions").stream()
            .flatMap(id -> SessionId.parse(id).stream())
            .filter(service.shared()::has)
            .map(id -> StateJson.of(service.getSession(id)))
            .toList();
    response.setContentType("application/json");
    response.getOutputStream().write(Json.bytes(states));
  }

  private void erase(Map<?, ?> said, HttpServletResponse response) {
    service.erase(
        texts(said, "sessions").stream()
            .flatMap(id -> SessionId.parse(id).stream())
            .filter(service.shared()::has)
            .toList());
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
