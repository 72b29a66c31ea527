package dev.yera.api;

import dev.yera.problem.Problem;
import dev.yera.problem.ProblemDetails;
import dev.yera.server.GrizzlyTargets;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * Answers requests whose path cannot be decoded. A container decodes the path before it calls the
 * application; on Payara such requests are redirected here (see {@link GrizzlyTargets}), because it
 * would answer 200 without a body and log a stack trace for each.
 */
@WebServlet(urlPatterns = UndecodablePaths.PATH, loadOnStartup = 1)
public class UndecodablePaths extends HttpServlet {
  private static final long serialVersionUID = 1L;

  static final String PATH = "/.undecodable";

  private transient GrizzlyTargets targets;

  @Override
  public void init() {
    targets = GrizzlyTargets.watch(getServletContext().getContextPath(), PATH);
  }

  @Override
  public void destroy() {
    targets.close();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problem problem = Problem.MALFORMED;
    ProblemDetails details =
        ProblemDetails.of(
            getServletContext().getContextPath(),
            problem,
            problem.status(),
            "The path of the request cannot be decoded.",
            Map.of());
    response.setStatus(problem.status());
    response.setContentType(ProblemDetails.MEDIA_TYPE);
    response.setHeader("Cache-Control", "no-store");
    byte[] body = details.json();
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
