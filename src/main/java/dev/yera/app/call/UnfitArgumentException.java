package dev.yera.app.call;

import dev.yera.event.reason.Excerpt;
import dev.yera.event.reason.Reason;

/** An argument that does not fit the parameters of an app, is missing, or is given twice. */
public final class UnfitArgumentException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String parameter;
  private final transient Reason reason;

  /**
   * Names the parameter and the problem.
   *
   * @param parameter its name
   * @param reason what is wrong with its value
   */
  public UnfitArgumentException(String parameter, Reason reason) {
    super(reason.toString());
    this.parameter = Excerpt.of(parameter);
    this.reason = reason;
  }

  /** What is wrong with its value. */
  public Reason reason() {
    return reason;
  }

  /** The name of the parameter, or its beginning if it is very long. */
  public String parameter() {
    return parameter;
  }
}
