package dev.yera.page;

import dev.yera.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sets headers on every response: the browser may run only files of this server, only {@code
 * yera.embed.origins} may frame the page, and their pages may load the element's modules.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class PageHeaders extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /**
   * Allows pictures in an app's text only from this server or in the text itself, so that none
   * sends a request elsewhere.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " require-trusted-types-for 'script'; trusted-types dompurify;"
          + " frame-ancestors 'self'";

  @Inject private transient Settings settings;
  private String policy;

  @Override
  public void init() {
    StringBuilder all = new StringBuilder(POLICY);
    new TreeSet<>(settings.get(Settings.EMBED_ORIGINS))
        .forEach(origin -> all.append(' ').append(origin));
    policy = all.toString();
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    if (!request.getServletPath().equals("/api")) {
      // Files may be cached, but must be revalidated, so that none is of the old version after an
      // update.
      response.setHeader("Cache-Control", "no-cache");
      allowModules(request.getHeader("Origin"), settings.get(Settings.EMBED_ORIGINS), response);
    }
    chain.doFilter(request, response);
  }

  /** Modules are fetched with CORS. The API sets its own CORS headers. */
  private static void allowModules(
      String origin, Set<String> origins, HttpServletResponse response) {
    response.addHeader("Vary", "Origin");
    if (origin != null && origins.contains(origin)) {
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Access-Control-Allow-Credentials", "true");
    }
  }
}
