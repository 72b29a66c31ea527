package dev.yera.identity;

import dev.yera.problem.Problem;
import dev.yera.server.Listening;
import dev.yera.settings.OriginSettings;
import dev.yera.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * The names under which the server is reached (contract, section 6): no other name can be bent to
 * it, and no page of another origin uses a browser as its hand.
 */
@ApplicationScoped
public class ServerNames {
  private static final Logger LOG = Logger.getLogger(ServerNames.class.getName());
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|\\[::1\\]|127(\\.\\d{1,3}){3})(:\\d{1,5})?");

  /** What proxies add: a request that has passed one does not come from this machine. */
  private static final List<String> TRACES_OF_PROXIES =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Via");

  private static final int LONGEST_ECHO = 200;

  private final AtomicBoolean said = new AtomicBoolean();

  @Inject private Settings settings;
  @Inject private Listening listening;
  @Inject private TrustedProxies proxies;

  /** How the request has reached the server; empty if it was sent to a name that is not ours. */
  public Optional<Arrival> arrival(HttpServletRequest request) {
    String host = host(request).orElse("");
    String scheme = scheme(request);
    boolean loopbackOnly = listening.isLoopbackOnly(request.getLocalPort());
    sayIfNameless(loopbackOnly);
    String address = proxies.clientAddress(request);
    String asSent = origin(scheme, host);
    if (loopbackOnly && isLoopback(host)) {
      return Optional.of(new Arrival(asSent, isFromHere(request), address));
    }
    Set<String> ours = settings.get(OriginSettings.PUBLIC_ORIGINS);
    // Behind a proxy that says nothing the scheme cannot be known: the list knows it.
    String other = origin(scheme.equals("https") ? "http" : "https", host);
    String origin = ours.contains(asSent) ? asSent : other;
    return ours.contains(origin)
        ? Optional.of(new Arrival(origin, false, address))
        : Optional.empty();
  }

  /** The one name that the request was sent to; none if it names several, or none. */
  private Optional<String> host(HttpServletRequest request) {
    Optional<String> forwarded = proxies.said(request, "X-Forwarded-Host");
    List<String> hosts = Collections.list(request.getHeaders("Host"));
    return forwarded
        .or(() -> hosts.size() == 1 ? Optional.of(hosts.get(0)) : Optional.empty())
        .map(host -> host.toLowerCase(Locale.ROOT));
  }

  private String scheme(HttpServletRequest request) {
    String scheme =
        proxies
            .said(request, "X-Forwarded-Proto")
            .orElse(request.isSecure() ? "https" : "http")
            .toLowerCase(Locale.ROOT);
    return scheme.equals("https") ? "https" : "http";
  }

  private static String origin(String scheme, String host) {
    String usual = scheme.equals("https") ? ":443" : ":80";
    String name = host.endsWith(usual) ? host.substring(0, host.length() - usual.length()) : host;
    return scheme + "://" + name;
  }

  private static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host).matches();
  }

  /** Whether the request comes from this machine, and to a name of loopback. */
  public boolean isFromHere(HttpServletRequest request) {
    return isLoopbackAddress(request.getRemoteAddr())
        && host(request).filter(ServerNames::isLoopback).isPresent()
        && TRACES_OF_PROXIES.stream().allMatch(header -> request.getHeader(header) == null);
  }

  private static boolean isLoopbackAddress(String address) {
    try {
      InetAddress parsed = Network.address(address);
      return parsed.isLoopbackAddress();
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  private void sayIfNameless(boolean loopbackOnly) {
    if (!loopbackOnly
        && settings.get(OriginSettings.PUBLIC_ORIGINS).isEmpty()
        && !said.getAndSet(true)) {
      LOG.log(
          Level.WARNING,
          "The server listens beyond loopback and does not know its names: it answers about its"
              + " health only, until yera.public.origins has the origins it is reached under");
    }
  }

  /** The refusal of a request that was sent to another name. */
  RefusedCallerException unknownName(HttpServletRequest request) {
    String host = Optional.ofNullable(request.getHeader("Host")).orElse("(none)");
    return new RefusedCallerException(
        Problem.FORBIDDEN_ORIGIN,
        "This server is not called %s (yera.public.origins).".formatted(shown(host)));
  }

  /**
   * Refuses what pages of other origins send to change something.
   *
   * @throws RefusedCallerException if it is that
   */
  void refuseForeign(HttpServletRequest request, Arrival arrival) {
    if (READING.contains(request.getMethod())) {
      return;
    }
    List<String> origins = Collections.list(request.getHeaders("Origin"));
    boolean ours =
        origins.isEmpty()
            ? !"cross-site".equals(request.getHeader("Sec-Fetch-Site"))
            : origins.stream().allMatch(origin -> mayCall(origin, arrival));
    if (!ours) {
      String who = origins.isEmpty() ? "another site" : shown(origins.get(0));
      throw new RefusedCallerException(
          Problem.FORBIDDEN_ORIGIN,
          "A page of %s may not do this (yera.embed.origins).".formatted(who));
    }
  }

  private boolean mayCall(String origin, Arrival arrival) {
    return origin.equals(arrival.origin())
        || settings.get(OriginSettings.PUBLIC_ORIGINS).contains(origin)
        || settings.get(OriginSettings.EMBED_ORIGINS).contains(origin);
  }

  private static String shown(String sent) {
    return sent.length() <= LONGEST_ECHO ? sent : sent.substring(0, LONGEST_ECHO) + "…";
  }
}
