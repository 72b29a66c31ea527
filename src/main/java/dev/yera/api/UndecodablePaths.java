package dev.yera.api;

import dev.yera.event.json.Json;
import dev.yera.server.GrizzlyTargets;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

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
    response.setStatus(Problem.MALFORMED.status);
    response.setContentType(Problems.MEDIA_TYPE);
    response.setHeader("Cache-Control", "no-store");
    byte[] body =
        Json.bytes(
            Problems.members(
                getServletContext(),
                Problem.MALFORMED,
                "The path of the request cannot be decoded."));
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
