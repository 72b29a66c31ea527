package dev.yera.api;

import dev.yera.event.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes refusals as RFC 9457 problem details. */
@ApplicationScoped
public class Problems {
  static final String MEDIA_TYPE = "application/problem+json";

  @Inject private ServletContext servlet;

  Response response(Problem problem, String detail) {
    return response(problem, problem.status, detail, Map.of());
  }

  Response response(Problem problem, int status, String detail, Map<String, ?> more) {
    Response.ResponseBuilder response =
        build(
            servlet.getContextPath() + "/problems/" + problem.slug,
            problem.title,
            status,
            detail,
            more);
    if (more.get("retry_after") instanceof Long seconds) {
      response.header("Retry-After", seconds);
    }
    return response.build();
  }

  /** A refusal that HTTP itself has a name for. */
  Response plain(int status, String title, String detail) {
    return build("about:blank", title, status, detail, Map.of()).build();
  }

  private static Response.ResponseBuilder build(
      String type, String title, int status, String detail, Map<String, ?> more) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", type);
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    body.putAll(more);
    // JAX-RS has no name for 422.
    Response.ResponseBuilder response =
        status == 422 ? Response.status(422, "Unprocessable Content") : Response.status(status);
    return response.type(MEDIA_TYPE).entity(Json.bytes(body));
  }
}
