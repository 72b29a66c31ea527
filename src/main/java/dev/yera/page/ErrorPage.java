package dev.yera.page;

import dev.yera.problem.ProblemDetails;
import dev.yera.problem.ProblemPage;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The container's own errors, in our words and with our headers: its page would name the server and
 * its version. Everything that was thrown is in the log.
 */
@WebServlet("/problems/.error")
public class ErrorPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private enum Said {
    BAD_REQUEST(400),
    FORBIDDEN(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    INTERNAL_SERVER_ERROR(500);

    final int status;

    Said(int status) {
      this.status = status;
    }

    String words() {
      String words = name().replace('_', ' ').toLowerCase(Locale.ROOT);
      return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Integer status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    if (status == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND); // somebody asks for this very address
      return;
    }
    String title =
        Stream.of(Said.values())
            .filter(each -> each.status == status)
            .findFirst()
            .map(Said::words)
            .orElse("Error");
    ProblemDetails problem =
        ProblemDetails.plain(
            status,
            title,
            status == HttpServletResponse.SC_NOT_FOUND
                ? "There is nothing at this address."
                : "The server answers: " + title + ".");
    String accepted = Optional.ofNullable(request.getHeader("Accept")).orElse("");
    if (accepted.contains("text/html")) {
      ProblemPage.write(problem, request, response);
      return;
    }
    response.setContentType(ProblemDetails.MEDIA_TYPE);
    response.getOutputStream().write(problem.json());
  }
}
