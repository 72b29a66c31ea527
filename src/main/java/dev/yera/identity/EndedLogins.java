package dev.yera.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Logins that were ended before their time. What a browser keeps under seal cannot be taken from
 * it; here it is known that it does not count any more. Thread-safe.
 */
final class EndedLogins {
  /** Longer than providers let a login be renewed that they have ended. */
  private static final Duration KEPT = Duration.ofDays(30);

  private static final int MOST = 100_000;

  private final Clock clock;
  private final Map<String, Instant> ended = new LinkedHashMap<>();

  EndedLogins(Clock clock) {
    this.clock = clock;
  }

  /** This one, by its user. */
  void end(Login login) {
    put("login " + login.id());
  }

  /** The one that the provider calls this. */
  void endSession(String session) {
    put("session " + session);
  }

  /** All that somebody has until now. */
  void endAllOf(String subject) {
    put("subject " + subject);
  }

  private synchronized void put(String what) {
    Instant now = clock.instant();
    Iterator<Instant> oldest = ended.values().iterator();
    while (oldest.hasNext()) {
      if (oldest.next().plus(KEPT).isAfter(now) && ended.size() < MOST) {
        break;
      }
      oldest.remove();
    }
    ended.remove(what);
    ended.put(what, now);
  }

  synchronized boolean has(Login login) {
    if (ended.isEmpty()) {
      return false;
    }
    Instant all = ended.get("subject " + login.subject());
    return ended.containsKey("login " + login.id())
        || login.session().filter(each -> ended.containsKey("session " + each)).isPresent()
        || (all != null && !login.since().isAfter(all));
  }
}
