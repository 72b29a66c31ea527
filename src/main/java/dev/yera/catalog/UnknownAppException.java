package dev.yera.catalog;

import dev.yera.event.Excerpt;
import jakarta.ejb.ApplicationException;

/** There is no app of this id. */
@ApplicationException
public class UnknownAppException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String appId;

  /** Names the requested id. */
  public UnknownAppException(String appId) {
    super("There is no app \"" + Excerpt.of(appId) + "\".");
    this.appId = Excerpt.of(appId);
  }

  /** Names the requested id, and the broken app behind it. */
  UnknownAppException(String appId, BrokenApp broken) {
    super(
        "The app \"%s\" cannot be used. %s: %s"
            .formatted(Excerpt.of(appId), broken.place(), broken.problem()));
    this.appId = Excerpt.of(appId);
  }

  /** The requested id, or its beginning. */
  public String appId() {
    return appId;
  }
}
