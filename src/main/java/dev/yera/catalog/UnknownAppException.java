package dev.yera.catalog;

import dev.yera.event.reason.Excerpt;
import jakarta.ejb.ApplicationException;

/** There is no app of this id. */
@ApplicationException
public class UnknownAppException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String appId;
  private final String reason;

  /** Names the requested id. */
  public UnknownAppException(String appId) {
    this(appId, "");
  }

  /** Names the requested id, and the broken app behind it. */
  UnknownAppException(String appId, BrokenApp broken) {
    this(appId, " %s: %s".formatted(broken.place(), broken.problem()));
  }

  private UnknownAppException(String appId, String reason) {
    super("There is no app \"" + Excerpt.of(appId) + "\".");
    this.appId = Excerpt.of(appId);
    this.reason = reason;
  }

  /** The message with what is wrong with the app, if something is: for its authors only. */
  public String withReason() {
    return reason.isEmpty() ? getMessage() : "The app \"" + appId + "\" cannot be used." + reason;
  }

  /** The requested id, or its beginning. */
  public String appId() {
    return appId;
  }
}
