package dev.yera.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The paths of the application, by who may have them. */
final class OpenPaths {
  /** Files without anything of anybody's in them; a page elsewhere loads them without a login. */
  private static final Set<String> FILES =
      Set.of("/yera-app.js", "/yera-app.css", "/favicon.ico", "/login", "/logout");

  private static final List<String> FOLDERS =
      List.of(
          "/bundle/",
          "/element/",
          "/lib/",
          "/pages/",
          "/problems/",
          "/embed/",
          "/login/",
          "/logout/");

  /** The page of those who look after it. */
  private static final String ADMIN = "/admin";

  /** What the server says of itself. */
  private static final List<String> OPERATION =
      List.of("/metrics", "/openapi", Scrapers.PATH, ADMIN);

  private OpenPaths() {}

  /** The path below the application's own, decoded as the container did to find who serves it. */
  static String of(HttpServletRequest request) {
    return request.getServletPath() + Optional.ofNullable(request.getPathInfo()).orElse("");
  }

  static boolean isHealth(String path) {
    return path.equals("/health") || path.startsWith("/health/");
  }

  /** Where nobody is asked who they are. */
  static boolean isOpen(String path, HttpServletRequest request) {
    return FILES.contains(path)
        || FOLDERS.stream().anyMatch(path::startsWith)
        // The page that a share leads to; what lets one in is behind the '#', and not sent.
        || (path.startsWith("/sessions/") && "shared".equals(request.getQueryString()));
  }

  static boolean isForAdmins(String path) {
    return OPERATION.stream().anyMatch(each -> path.equals(each) || path.startsWith(each + "/"));
  }

  /** A page that a browser opens, where a login is better than a refusal. */
  static boolean isPage(String path, HttpServletRequest request) {
    boolean page =
        path.isEmpty()
            || path.equals("/")
            || path.equals("/index.html")
            || path.equals("/api.html")
            || path.equals(ADMIN)
            || path.startsWith("/apps/")
            || path.startsWith("/sessions/");
    return page && request.getMethod().equals("GET");
  }
}
