package dev.yera.cluster;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Hands on what another node is to serve, and serves what another node hands on. The last of the
 * filters: whoever calls is known, and the body is there. With one node nothing happens here.
 */
public class ClusterFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** Where nodes talk to each other. */
  public static final String INTERNAL = "/internal";

  @Inject private transient Cluster cluster;

  /** Whether only other nodes ask for this path. */
  public static boolean isInternal(String path) {
    return path.equals(INTERNAL) || path.startsWith(INTERNAL + "/");
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = request.getServletPath() + Optional.ofNullable(request.getPathInfo()).orElse("");
    if (!isInternal(path)) {
      if (!cluster.handOn(path, request, response)) {
        chain.doFilter(request, response);
      }
      return;
    }
    response.setHeader("Cache-Control", "no-store");
    if (!cluster.enter(request, response)) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    }
  }
}
