package dev.yera.identity;

import dev.yera.session.SessionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The shares of all sessions, by the hash of their token; the token is told once and not kept.
 * Thread-safe.
 */
@ApplicationScoped
public class Shares {
  /** The most that a session has at a time: more than people hand out. */
  public static final int MOST_PER_SESSION = 50;

  private static final int TOKEN_BYTES = 32;
  private static final int ID_BYTES = 9;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Share> byHash = new ConcurrentHashMap<>();

  /** Asked ten times a second for each open stream. */
  private final Set<String> alive = ConcurrentHashMap.newKeySet();

  private Clock clock = Clock.systemUTC();

  /** With none yet. */
  public Shares() {}

  Shares(Clock clock) {
    this.clock = clock;
  }

  /**
   * What a new share is told as.
   *
   * @param token lets its holder in; nobody can ask for it again
   */
  public record Made(Share share, String token) {}

  /**
   * Makes one.
   *
   * @param known whether there still is a session of this id: shares of others are dropped
   * @return empty if the session has as many as it may have
   */
  public synchronized Optional<Made> make(
      SessionId session, May may, Duration lasts, Predicate<SessionId> known) {
    remove(share -> !isAlive(share) || !known.test(share.session()));
    if (of(session).size() >= MOST_PER_SESSION) {
      return Optional.empty();
    }
    String token = randomText(TOKEN_BYTES);
    Instant now = clock.instant();
    Share share = new Share(randomText(ID_BYTES), session, may, now, now.plus(lasts));
    alive.add(share.id());
    byHash.put(Hash.of(token), share);
    return Optional.of(new Made(share, token));
  }

  private String randomText(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The one of this token, if it still lets in. */
  Optional<Share> of(String token) {
    return Optional.ofNullable(byHash.get(Hash.of(token))).filter(this::isAlive);
  }

  /** Those of a session that still let in, oldest first. */
  public List<Share> of(SessionId session) {
    return byHash.values().stream()
        .filter(share -> share.session().equals(session) && isAlive(share))
        .sorted(Comparator.comparing(Share::createdAt).thenComparing(Share::id))
        .toList();
  }

  /** Takes one back. */
  public boolean end(SessionId session, String id) {
    return remove(share -> share.session().equals(session) && share.id().equals(id));
  }

  private boolean remove(Predicate<Share> which) {
    return byHash.values().removeIf(share -> which.test(share) && alive.remove(share.id()));
  }

  /** Whether it still lets in. */
  boolean holds(Share share) {
    return isAlive(share) && alive.contains(share.id());
  }

  private boolean isAlive(Share share) {
    return clock.instant().isBefore(share.expiresAt());
  }
}
