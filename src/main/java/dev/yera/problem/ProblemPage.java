package dev.yera.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Refusals as pages, for people. */
public final class ProblemPage {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>%1$s</title>
      <link rel="stylesheet" href="%4$s/pages/page.css">
      <link rel="stylesheet" href="%4$s/pages/home.css">
      <header class="bar"><a class="home-link" href="%4$s/">Yera Sessions</a></header>
      <main class="home">
      <div>
      <h1>%1$s</h1>
      <p>%2$s</p>
      <p class="none">HTTP status %3$d.</p>
      </div>
      <p><a class="button" href="%4$s/">To the apps</a></p>
      </main>
      </html>
      """;

  private ProblemPage() {}

  /** Writes it; the status is set already. */
  public static void write(
      ProblemDetails problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/html;charset=UTF-8");
    response
        .getWriter()
        .print(
            PAGE.formatted(
                escaped(problem.title()),
                escaped(problem.detail()),
                problem.status(),
                escaped(request.getContextPath())));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
