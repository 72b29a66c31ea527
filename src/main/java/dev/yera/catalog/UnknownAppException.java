package dev.yera.catalog;

import jakarta.ejb.ApplicationException;

/** There is no app of this id. */
@ApplicationException
public class UnknownAppException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String appId;

  /** Names the id that was asked for. */
  public UnknownAppException(String appId) {
    super("There is no app \"" + appId + "\".");
    this.appId = appId;
  }

  /** Names the id that was asked for, and what should be that app. */
  UnknownAppException(String appId, BrokenApp broken) {
    super(
        "The app \"%s\" cannot be used. %s: %s".formatted(appId, broken.place(), broken.problem()));
    this.appId = appId;
  }

  /** The id that was asked for. */
  public String appId() {
    return appId;
  }
}
