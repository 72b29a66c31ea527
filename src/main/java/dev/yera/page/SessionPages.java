package dev.yera.page;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code /apps/{app_id}} and {@code /sessions/{id}}, and the same below {@code /embed} for an
 * iframe: one page each, whose script reads from the address what to show. The API reports an
 * unknown app or session.
 */
@WebServlet({"/apps/*", "/sessions/*", "/embed/*"})
public class SessionPages extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Bundles bundles;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getServletPath() + request.getPathInfo();
    if (path.matches("/(apps|sessions)/[^/]+")) {
      send("session.html", response);
    } else if (path.matches("/embed/(apps|sessions)/[^/]+")) {
      send("embed.html", response);
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private void send(String page, HttpServletResponse response) throws IOException {
    response.setContentType("text/html;charset=UTF-8");
    response.getOutputStream().write(bundles.page("/WEB-INF/pages/" + page));
  }
}
