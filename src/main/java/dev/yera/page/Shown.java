package dev.yera.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** What there is to be shown to a caller. */
public interface Shown {
  /**
   * The app of this id, and who calls, as {@code {"app": …, "me": …}} with what the API says of
   * them; empty if there is none for the caller.
   */
  Optional<String> app(HttpServletRequest request, String id);

  /** Whether there is a session of this id for the caller. */
  boolean hasSession(HttpServletRequest request, String id);
}
