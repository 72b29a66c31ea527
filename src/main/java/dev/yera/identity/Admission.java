package dev.yera.identity;

import jakarta.servlet.ServletRequest;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Who calls, and whether that still holds: a login ends, a share is taken back, while a stream is
 * open.
 *
 * @param holds asked often and by any thread; once false it stays so
 */
public record Admission(Caller caller, BooleanSupplier holds) {
  private static final String ATTRIBUTE = Admission.class.getName();

  /** One that holds for as long as the connection does. */
  static Admission of(Caller caller) {
    return new Admission(caller, () -> true);
  }

  void keepIn(ServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** That of a request which was let in; empty on paths that are open to everybody. */
  public static Optional<Admission> of(ServletRequest request) {
    return Optional.ofNullable((Admission) request.getAttribute(ATTRIBUTE));
  }
}
