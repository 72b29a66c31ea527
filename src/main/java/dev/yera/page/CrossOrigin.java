package dev.yera.page;

import dev.yera.settings.OriginSettings;
import dev.yera.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * CORS: pages of {@code yera.embed.origins} may load the element's modules and call, with the
 * caller's credentials. For all others the browser keeps the answer to itself; what changes
 * something is refused behind this, because a browser sends it all the same.
 */
public class CrossOrigin extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String PREFLIGHT_SECONDS = "600";

  @Inject private transient Settings settings;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String origin = request.getHeader("Origin");
    response.addHeader("Vary", "Origin");
    if (origin != null && settings.get(OriginSettings.EMBED_ORIGINS).contains(origin)) {
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Access-Control-Allow-Credentials", "true");
      response.setHeader("Access-Control-Expose-Headers", "Link, Location, Retry-After");
      if (isPreflight(request)) {
        allow(response);
        return;
      }
    }
    chain.doFilter(request, response);
  }

  /** What a browser asks before it calls; it asks without credentials. */
  private static boolean isPreflight(HttpServletRequest request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeader("Access-Control-Request-Method") != null;
  }

  private static void allow(HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    response.setHeader("Access-Control-Allow-Methods", "GET, POST, PATCH, DELETE");
    response.setHeader(
        "Access-Control-Allow-Headers",
        "Authorization, Content-Type, Idempotency-Key, Last-Event-ID");
    response.setHeader("Access-Control-Max-Age", PREFLIGHT_SECONDS);
  }
}
