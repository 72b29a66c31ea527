package dev.yera.api;

import dev.yera.problem.Problem;
import dev.yera.problem.ProblemDetails;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Refusals as answers. */
@ApplicationScoped
public class Problems {
  @Inject private ServletContext servlet;

  Response response(Problem problem, String detail) {
    return response(problem, problem.status(), detail, Map.of());
  }

  Response response(Problem problem, int status, String detail, Map<String, ?> more) {
    Response.ResponseBuilder response =
        build(ProblemDetails.of(servlet.getContextPath(), problem, status, detail, more));
    if (more.get("retry_after") instanceof Long seconds) {
      response.header("Retry-After", seconds);
    }
    return response.build();
  }

  /** A refusal that is named by its HTTP status. */
  Response plain(int status, String title, String detail) {
    return build(ProblemDetails.plain(status, title, detail)).build();
  }

  private static Response.ResponseBuilder build(ProblemDetails details) {
    // JAX-RS has no name for 422.
    Response.ResponseBuilder response =
        details.status() == 422
            ? Response.status(422, "Unprocessable Content")
            : Response.status(details.status());
    return response.type(ProblemDetails.MEDIA_TYPE).entity(details.json());
  }
}
