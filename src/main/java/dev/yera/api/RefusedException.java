package dev.yera.api;

import dev.yera.problem.Problem;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** A request that the HTTP layer refuses. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final int status;
  private final String title;
  private final transient Map<String, ?> more;

  /** A refusal with a named problem. */
  RefusedException(Problem problem, String detail) {
    this(problem, problem.status(), detail);
  }

  /** A refusal with a named problem and another status than its usual one. */
  RefusedException(Problem problem, int status, String detail) {
    super(detail);
    this.problem = problem;
    this.status = status;
    this.title = problem.title();
    this.more = Map.of();
  }

  private RefusedException(Problem problem, Map<String, ?> more, String detail) {
    super(detail);
    this.problem = problem;
    this.status = problem.status();
    this.title = problem.title();
    this.more = more;
  }

  /** A refusal of what stands in the query. */
  static RefusedException parameter(String name, String detail) {
    return new RefusedException(Problem.MALFORMED, Map.of("parameter", name), detail);
  }

  /** A refusal that is named by its HTTP status. */
  RefusedException(int status, String title, String detail) {
    super(detail);
    this.problem = null;
    this.status = status;
    this.title = title;
    this.more = Map.of();
  }

  Response response(Problems problems) {
    return problem == null
        ? problems.plain(status, title, getMessage())
        : problems.response(problem, status, getMessage(), more);
  }
}
