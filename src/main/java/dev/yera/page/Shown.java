package dev.yera.page;

import jakarta.servlet.http.HttpServletRequest;

/** What there is to be shown to a caller. */
public interface Shown {
  /** Whether there is an app of this id for the caller. */
  boolean hasApp(HttpServletRequest request, String id);

  /** Whether there is a session of this id for the caller. */
  boolean hasSession(HttpServletRequest request, String id);
}
