package dev.yera.page;

import dev.yera.server.PlainFiles;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * All that no other servlet serves: the files of {@code webapp}, by the container's own servlet for
 * them. Mapped before it, because where nothing is mapped the container sends on whoever asks for a
 * folder, or for the application without a slash, and asks no filter of ours (Payara, measured).
 */
@WebServlet("/*")
public class Files extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String HOME = "/index.html";
  private static final Set<String> PAGES =
      Set.of(HOME, "/pages/logged-in.html", "/pages/logged-out.html");

  @Inject private transient Bundles bundles;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String path = request.getPathInfo();
    if (path == null) {
      response.setStatus(HttpServletResponse.SC_FOUND);
      response.setHeader("Location", request.getContextPath() + "/");
      return;
    }
    if (!path.startsWith("/")) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST); // the target * is no file's
      return;
    }
    String file = path.equals("/") ? HOME : path;
    if (file.endsWith("/") || isFolder(file)) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    RequestDispatcher containers = getServletContext().getNamedDispatcher("default");
    // Other verbs get the container's own answers.
    if (Set.of("GET", "HEAD").contains(request.getMethod())) {
      if (PAGES.contains(file)) {
        bundles.sendPage(file, request, response);
        return;
      }
      if (bundles.sendCurrent(file, request, response)) {
        return;
      }
      if (containers == null) {
        PlainFiles.send(getServletContext(), file, request, response);
        return;
      }
    } else if (containers == null) {
      super.service(request, response);
      return;
    }
    containers.forward(
        new HttpServletRequestWrapper(request) {
          @Override
          public String getPathInfo() {
            return file;
          }
        },
        response);
  }

  /** Open Liberty says of a file, too, that there is something inside: the file itself. */
  private boolean isFolder(String path) {
    Set<String> inside = getServletContext().getResourcePaths(path + "/");
    return inside != null && inside.stream().anyMatch(each -> each.startsWith(path + "/"));
  }
}
