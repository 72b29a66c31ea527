package dev.yera.api;

import dev.yera.event.Excerpt;
import dev.yera.server.Listening;
import dev.yera.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Protects against requests that pages of other origins make through a user's browser. A request
 * that changes something is refused if it comes from a foreign origin. A server on loopback accepts
 * only loopback host names, so that no other name can be rebound to it.
 */
@Provider
@PreMatching
public class OriginFilter implements ContainerRequestFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  @Inject private Settings settings;
  @Inject private Listening listening;
  @Context private HttpServletRequest request;

  @Override
  public void filter(ContainerRequestContext context) {
    String host = context.getHeaderString("Host");
    if (listening.isLoopbackOnly(request.getLocalPort()) && !isKnownHost(host)) {
      throw new RefusedException(
          Problem.FORBIDDEN_ORIGIN,
          "This server listens on loopback and does not accept the host name "
              + Excerpt.of(host)
              + ". Use a loopback name, or list its origin in yera.embed.origins.");
    }
    String origin = context.getHeaderString("Origin");
    if (origin != null
        && !READING.contains(context.getMethod())
        && !isSameOrigin(origin, host)
        && !settings.get(Settings.EMBED_ORIGINS).contains(origin)) {
      throw new RefusedException(
          Problem.FORBIDDEN_ORIGIN,
          "A page of %s may not do this. To allow it, list its origin in yera.embed.origins."
              .formatted(Excerpt.of(origin)));
    }
  }

  private boolean isKnownHost(String host) {
    if (host == null) {
      return true; // HTTP/1.0: not a browser
    }
    String name = host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.equals("[::1]")
        || name.matches("127(\\.\\d{1,3}){3}")
        || settings.get(Settings.EMBED_ORIGINS).stream()
            .anyMatch(origin -> name.equals(URI.create(origin).getHost()));
  }

  /** Ignores the scheme, which the server cannot know behind a proxy that terminates TLS. */
  private static boolean isSameOrigin(String origin, String host) {
    int scheme = origin.indexOf("://");
    return scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
  }
}
