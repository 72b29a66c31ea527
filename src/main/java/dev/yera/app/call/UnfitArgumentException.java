package dev.yera.app.call;

import dev.yera.event.Excerpt;

/** An argument that does not fit the parameters of an app, is missing, or is given twice. */
public final class UnfitArgumentException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String parameter;

  /**
   * Names the parameter and the problem.
   *
   * @param parameter its name
   * @param problem what is wrong with its value
   */
  public UnfitArgumentException(String parameter, String problem) {
    super(problem);
    this.parameter = Excerpt.of(parameter);
  }

  /** The name of the parameter, or its beginning if it is very long. */
  public String parameter() {
    return parameter;
  }
}
