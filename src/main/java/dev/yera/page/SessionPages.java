package dev.yera.page;

import dev.yera.problem.ProblemDetails;
import dev.yera.problem.ProblemPage;
import dev.yera.settings.OriginSettings;
import dev.yera.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.TreeSet;

/**
 * {@code /apps/{app_id}} and {@code /sessions/{id}}, and the same below {@code /embed} for an
 * iframe: one page each, whose script reads from the address what to show. What is not there for
 * the caller is 404; in an iframe the API reports it.
 */
@WebServlet({"/apps/*", "/sessions/*", "/embed/*"})
public class SessionPages extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final String PAGES = "/WEB-INF/pages/";
  private static final String SESSION = PAGES + "session.html";
  private static final String MISSING =
      "There is no such app or session here, or it is not yours. Ended sessions are kept for a"
          + " limited time.";

  @Inject private transient Bundles bundles;
  @Inject private transient AppPage apps;
  @Inject private transient Shown shown;
  @Inject private transient Settings settings;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getServletPath() + request.getPathInfo();
    if (path.matches("/apps/[^/]+")) {
      Optional<String> known = shown.app(request, request.getPathInfo().substring(1));
      if (known.isPresent()) {
        apps.send(SESSION, known.get(), request, response);
      } else {
        missing(request, response);
      }
    } else if (path.matches("/sessions/[^/]+")) {
      if (isThere(request)) {
        bundles.sendPage(SESSION, request, response);
      } else {
        missing(request, response);
      }
    } else if (path.matches("/embed/(apps|sessions)/[^/]+")) {
      bundles.sendPage(PAGES + "embed.html", this::withOrigins, request, response);
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  /** Whom the page may talk with; an origin has no sign that HTML knows. */
  private String withOrigins(String page) {
    String origins = String.join(" ", new TreeSet<>(settings.get(OriginSettings.EMBED_ORIGINS)));
    return page.replace(
        "<title>", "<meta name=\"yera-origins\" content=\"%s\">\n  <title>".formatted(origins));
  }

  /** What a share lets one into is not known here: its token is behind the '#'. */
  private boolean isThere(HttpServletRequest request) {
    return "shared".equals(request.getQueryString())
        || shown.hasSession(request, request.getPathInfo().substring(1));
  }

  private static void missing(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    ProblemDetails problem = ProblemDetails.plain(404, "Not found", MISSING);
    ProblemPage.write("missing", problem, request, response);
  }
}
