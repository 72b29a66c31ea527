package dev.yera.identity;

import dev.yera.store.Agreed;
import dev.yera.store.LogoutBook;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Logins that were ended before their time. What a browser keeps under seal cannot be taken from
 * it; here it is known, by all servers, that it does not count any more. Thread-safe.
 */
final class EndedLogins {
  private final Agreed agreed;
  private final Clock clock;

  EndedLogins(Agreed agreed, Clock clock) {
    this.agreed = agreed;
    this.clock = clock;
  }

  private LogoutBook book() {
    return agreed.logouts();
  }

  /**
   * This one, by its user.
   *
   * @throws dev.yera.store.StoreException as the others do: other servers know it later
   */
  void end(Login login) {
    book().add("login " + login.id(), clock.instant());
  }

  /** The one that the provider calls this. */
  void endSession(String session) {
    book().add("session " + session, clock.instant());
  }

  /** All that somebody has until a time of the provider's. */
  void endAllOf(String subject, Instant until) {
    book().add("subject " + subject, until);
  }

  boolean has(Login login) {
    LogoutBook book = book();
    Optional<Instant> all = book.at("subject " + login.subject());
    return book.at("login " + login.id()).isPresent()
        || login.session().filter(each -> book.at("session " + each).isPresent()).isPresent()
        || all.filter(until -> !login.since().isAfter(until)).isPresent();
  }
}
