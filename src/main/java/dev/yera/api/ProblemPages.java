package dev.yera.api;

import dev.yera.problem.Problem;
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

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>%1$s</title>
      <main>
      <h1>%1$s</h1>
      <p>HTTP status %2$d, problem type <code>%3$s</code></p>
      <p>%4$s</p>
      </main>
      </html>
      """;

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
    Problem it = problem.get();
    response.setContentType("text/html;charset=UTF-8");
    response
        .getWriter()
        .print(PAGE.formatted(it.title(), it.status(), it.slug(), escaped(it.explanation())));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
