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
 * Keeps pages of other origins from using a browser as their hand (contract, section 5): a request
 * that changes something is refused if it comes from a foreign origin, and a server on loopback
 * answers only to loopback's names, so that no other name can be bent to it.
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
          "This server is on loopback and is not called " + Excerpt.of(host) + ".");
    }
    String origin = context.getHeaderString("Origin");
    if (origin != null
        && !READING.contains(context.getMethod())
        && !isSameOrigin(origin, host)
        && !settings.get(Settings.EMBED_ORIGINS).contains(origin)) {
      throw new RefusedException(
          Problem.FORBIDDEN_ORIGIN,
          "A page of %s may not do this (yera.embed.origins).".formatted(Excerpt.of(origin)));
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

  /** Scheme apart: behind a proxy that ends TLS the server cannot know it. */
  private static boolean isSameOrigin(String origin, String host) {
    int scheme = origin.indexOf("://");
    return scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
  }
}
