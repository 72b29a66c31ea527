package dev.yera.server;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Locale;
import java.util.Optional;

/**
 * Files of the application where its container has no servlet for them that has a name. No ranges:
 * they are small.
 *
 * <p>Server: Open Liberty. Symptom without it: no script and no style is served. Test: {@code
 * LoopbackNamesIT}.
 */
public final class PlainFiles {
  private PlainFiles() {}

  /**
   * Answers for a file.
   *
   * @param path as the container decoded it, with its slash
   */
  public static void send(
      ServletContext context, String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    URL file = isHidden(path) ? null : context.getResource(path);
    if (file == null || path.endsWith("/")) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    URLConnection connection = file.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      String tag =
          "W/\"%d-%d\"".formatted(connection.getContentLengthLong(), connection.getLastModified());
      response.setHeader("ETag", tag);
      if (Optional.ofNullable(request.getHeader("If-None-Match"))
          .filter(known -> known.equals("*") || known.contains(tag))
          .isPresent()) {
        response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        return;
      }
      response.setContentType(
          Optional.ofNullable(context.getMimeType(path)).orElse("application/octet-stream"));
      if (connection.getContentLengthLong() >= 0) {
        response.setContentLengthLong(connection.getContentLengthLong());
      }
      if (request.getMethod().equals("GET")) {
        in.transferTo(response.getOutputStream());
      }
    }
  }

  /** What the Servlet specification hides from clients. */
  private static boolean isHidden(String path) {
    String name = path.toUpperCase(Locale.ROOT);
    return name.contains("/WEB-INF") || name.contains("/META-INF");
  }
}
