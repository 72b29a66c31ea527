package dev.yera.api;

import dev.yera.event.json.Json;
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
    Map<String, Object> body = members(servlet, problem, detail);
    body.put("status", status);
    body.putAll(more);
    Response.ResponseBuilder response = build(status, body);
    if (more.get("retry_after") instanceof Long seconds) {
      response.header("Retry-After", seconds);
    }
    return response.build();
  }

  /** A refusal that is named by its HTTP status. */
  Response plain(int status, String title, String detail) {
    return build(status, members("about:blank", title, status, detail)).build();
  }

  /** The members of a problem, for a response not written by JAX-RS. */
  static Map<String, Object> members(ServletContext servlet, Problem problem, String detail) {
    return members(
        servlet.getContextPath() + "/problems/" + problem.slug,
        problem.title,
        problem.status,
        detail);
  }

  private static Map<String, Object> members(String type, String title, int status, String detail) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", type);
    members.put("title", title);
    members.put("status", status);
    members.put("detail", detail);
    return members;
  }

  private static Response.ResponseBuilder build(int status, Map<String, Object> body) {
    // JAX-RS has no name for 422.
    Response.ResponseBuilder response =
        status == 422 ? Response.status(422, "Unprocessable Content") : Response.status(status);
    return response.type(MEDIA_TYPE).entity(Json.bytes(body));
  }
}
