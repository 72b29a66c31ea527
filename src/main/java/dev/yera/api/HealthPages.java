package dev.yera.api;

import dev.yera.event.json.Json;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /health} as MicroProfile Health has it, where no server answers there (see {@link
 * HealthWhereNone}).
 */
public class HealthPages extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Condition condition;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (Optional.ofNullable(request.getPathInfo()).orElse("/")) {
      case "/", "/ready" -> {
        boolean ready = condition.isReady();
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("name", Condition.NAME);
        check.put("status", status(ready));
        check.put("data", condition.data());
        tell(ready, List.of(check), response);
      }
      // Whoever answers lives, and has started.
      case "/live", "/started" -> tell(true, List.of(), response);
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static void tell(boolean up, List<?> checks, HttpServletResponse response)
      throws IOException {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", status(up));
    answer.put("checks", checks);
    response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/json");
    response.getOutputStream().write(Json.bytes(answer));
  }

  private static String status(boolean up) {
    return up ? "UP" : "DOWN";
  }
}
