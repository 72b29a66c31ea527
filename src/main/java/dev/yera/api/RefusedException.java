package dev.yera.api;

import dev.yera.problem.Problem;
import dev.yera.settings.Setting;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** A request that HTTP's side of the server refuses itself. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final int status;
  private final String title;
  private final transient Map<String, ?> more;

  /** By a named problem. */
  RefusedException(Problem problem, String detail) {
    this(problem, problem.status(), detail);
  }

  /** By a limit: its name and value are told as of any other. */
  RefusedException(Problem problem, String detail, Setting<?> limit, long value) {
    super(detail);
    this.problem = problem;
    this.status = problem.status();
    this.title = problem.title();
    this.more = Map.of("limit", limit.key(), "limit_value", value);
  }

  /** By a named problem, with another status than its usual one. */
  RefusedException(Problem problem, int status, String detail) {
    super(detail);
    this.problem = problem;
    this.status = status;
    this.title = problem.title();
    this.more = Map.of();
  }

  /** By what HTTP itself has a name for. */
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
