package dev.yera.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/**
 * Refusals as pages, for people, in their language if there are texts in it ({@link
 * ReaderLanguage}): each element names its words.
 */
public final class ProblemPage {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="%6$s">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title data-words="%5$s.title">%1$s</title>
      <link rel="stylesheet" href="%4$s/pages/page.css">
      <link rel="stylesheet" href="%4$s/pages/home.css">
      %7$s
      <header class="bar"><a class="home-link" href="%4$s/">Yera Sessions</a></header>
      <main class="home">
      <div>
      <h1 data-words="%5$s.title">%1$s</h1>
      <p data-words="%5$s.detail">%2$s</p>
      <p class="none"><span data-words="problem.status">HTTP status</span> %3$d.</p>
      </div>
      <p><a class="button" href="%4$s/" data-words="problem.apps">To the apps</a></p>
      </main>
      </html>
      """;

  private static final String EXPLANATION =
      """
      <!doctype html>
      <html lang="%5$s">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title data-words="%3$s.title">%1$s</title>
      %6$s
      <main>
      <h1 data-words="%3$s.title">%1$s</h1>
      <p><span data-words="problem.status">HTTP status</span> %2$d: <code>%3$s</code></p>
      <p data-words="%3$s.explanation">%4$s</p>
      </main>
      </html>
      """;

  private static final String SCRIPTS =
      """
      <script type="module" src="%1$s/pages/texts.%2$s.js"></script>
      <script type="module" src="%1$s/pages/standing.js"></script>""";

  private ProblemPage() {}

  /**
   * Writes a refusal; the status is set already. Its words in other languages are called like the
   * problem, or like its title if it has no name.
   */
  public static void write(
      ProblemDetails problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String name =
        problem.type().contains("/")
            ? problem.type().substring(problem.type().lastIndexOf('/') + 1)
            : problem.title().toLowerCase(Locale.ROOT).replace(' ', '-');
    write(name, problem, request, response);
  }

  /** The same, with what its words are called in other languages. */
  public static void write(
      String name, ProblemDetails problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    begin(response);
    response
        .getWriter()
        .print(
            PAGE.formatted(
                escaped(problem.title()),
                escaped(problem.detail()),
                problem.status(),
                escaped(request.getContextPath()),
                name,
                language(request),
                scripts(request)));
  }

  /** Writes what a problem's {@code type} leads to. */
  public static void explain(
      Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    begin(response);
    response
        .getWriter()
        .print(
            EXPLANATION.formatted(
                escaped(problem.title()),
                problem.status(),
                problem.slug(),
                escaped(problem.explanation()),
                language(request),
                scripts(request)));
  }

  private static void begin(HttpServletResponse response) {
    response.setContentType("text/html;charset=UTF-8");
    response.addHeader("Vary", "Accept-Language");
  }

  private static String language(HttpServletRequest request) {
    return ReaderLanguage.of(request).orElse("en");
  }

  private static String scripts(HttpServletRequest request) {
    return ReaderLanguage.of(request)
        .map(each -> SCRIPTS.formatted(escaped(request.getContextPath()), each))
        .orElse("");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
