package dev.yera.catalog;

import dev.yera.event.reason.Excerpt;
import dev.yera.event.reason.Reason;
import jakarta.ejb.ApplicationException;

/** Arguments that do not fit the parameters of an app. */
@ApplicationException
public class BadArgumentsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String parameter;
  private final transient Reason reason;

  /**
   * Names the parameter and the problem.
   *
   * @param parameter the name of the parameter
   * @param reason what is wrong with its value
   */
  public BadArgumentsException(String parameter, Reason reason) {
    super(Excerpt.of(parameter) + ": " + reason);
    this.parameter = Excerpt.of(parameter);
    this.reason = reason;
  }

  /** The name of the parameter, or its beginning. */
  public String parameter() {
    return parameter;
  }

  /** What is wrong with its value. */
  public Reason reason() {
    return reason;
  }
}
