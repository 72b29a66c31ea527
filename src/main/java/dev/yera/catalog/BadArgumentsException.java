package dev.yera.catalog;

import dev.yera.event.Excerpt;
import jakarta.ejb.ApplicationException;

/** Arguments that do not fit the parameters of an app. */
@ApplicationException
public class BadArgumentsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String parameter;

  /**
   * Names the parameter and the problem.
   *
   * @param parameter the name of the parameter
   * @param problem what is wrong with its value
   */
  public BadArgumentsException(String parameter, String problem) {
    super(Excerpt.of(parameter) + ": " + problem);
    this.parameter = Excerpt.of(parameter);
  }

  /** The name of the parameter, or its beginning. */
  public String parameter() {
    return parameter;
  }
}
