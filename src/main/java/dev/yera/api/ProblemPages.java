package dev.yera.api;

import dev.yera.problem.Problem;
import dev.yera.problem.ProblemPage;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /problems/<slug>}: the pages that the {@code type} of a problem refers to. */
@WebServlet("/problems/*")
public class ProblemPages extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
    Optional<Problem> problem =
        Stream.of(Problem.values()).filter(each -> path.equals("/" + each.slug())).findFirst();
    if (problem.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    ProblemPage.explain(problem.get(), request, response);
  }
}
