package dev.yera.api;

import dev.yera.settings.Settings;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/**
 * CORS: pages of {@code yera.embed.origins} may call, with the caller's credentials. For other
 * pages the browser hides the response; {@link OriginFilter} refuses their requests that change
 * something, because a browser sends them all the same.
 */
@Provider
@PreMatching
public class CrossOrigin implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String PREFLIGHT_SECONDS = "600";

  @Inject private Settings settings;

  /** Answers the preflight request of a browser. */
  @Override
  public void filter(ContainerRequestContext request) {
    if (isAllowed(request)
        && request.getMethod().equals("OPTIONS")
        && request.getHeaderString("Access-Control-Request-Method") != null) {
      request.abortWith(
          Response.noContent()
              .header("Access-Control-Allow-Methods", "GET, POST, DELETE")
              .header(
                  "Access-Control-Allow-Headers",
                  "Authorization, Content-Type, Idempotency-Key, Last-Event-ID")
              .header("Access-Control-Max-Age", PREFLIGHT_SECONDS)
              .build());
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.add("Vary", "Origin");
    if (isAllowed(request)) {
      headers.putSingle("Access-Control-Allow-Origin", request.getHeaderString("Origin"));
      headers.putSingle("Access-Control-Allow-Credentials", "true");
      headers.putSingle("Access-Control-Expose-Headers", "Location, Retry-After");
    }
  }

  private boolean isAllowed(ContainerRequestContext request) {
    String origin = request.getHeaderString("Origin");
    return origin != null && settings.get(Settings.EMBED_ORIGINS).contains(origin);
  }
}
