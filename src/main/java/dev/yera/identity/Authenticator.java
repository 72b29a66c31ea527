package dev.yera.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** One way to tell who calls. */
public interface Authenticator {
  /**
   * Who it is.
   *
   * @return empty if the request does not say it in this way; another way may be asked then
   * @throws RefusedCallerException if it says it, and that cannot be believed
   */
  Optional<Admission> admit(
      HttpServletRequest request, HttpServletResponse response, Arrival arrival);

  /** What {@code WWW-Authenticate} says to whom this way would let in. */
  default Optional<String> challenge(HttpServletRequest request) {
    return Optional.empty();
  }

  /**
   * Sends a browser that opens a page to where it can log in.
   *
   * @return whether there is such a place, and the answer is written
   */
  default boolean login(HttpServletRequest request, HttpServletResponse response, Arrival arrival)
      throws IOException {
    return false;
  }
}
