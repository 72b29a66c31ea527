package dev.yera.identity;

import dev.yera.problem.Problem;
import java.util.List;
import java.util.Map;

/** A request that is not let in. */
public final class RefusedCallerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient List<String> challenges;
  private final transient Map<String, ?> more;

  /**
   * With its reason.
   *
   * @param challenges what {@code WWW-Authenticate} says
   * @param more what helps, by name
   */
  public RefusedCallerException(
      Problem problem, String detail, List<String> challenges, Map<String, ?> more) {
    super(detail);
    this.problem = problem;
    this.challenges = challenges;
    this.more = more;
  }

  RefusedCallerException(Problem problem, String detail, List<String> challenges) {
    this(problem, detail, challenges, Map.of());
  }

  RefusedCallerException(Problem problem, String detail) {
    this(problem, detail, List.of());
  }

  Problem problem() {
    return problem;
  }

  List<String> challenges() {
    return challenges;
  }

  Map<String, ?> more() {
    return more;
  }
}
