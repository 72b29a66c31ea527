package dev.yera.identity;

import dev.yera.session.SessionId;
import dev.yera.store.Agreed;
import dev.yera.store.ShareBook;
import dev.yera.store.StoredShare;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The shares of all sessions, known by the hash of their token; the token is told once and not
 * kept. Thread-safe.
 */
@ApplicationScoped
public class Shares {
  /** The most that a session has at a time: more than people hand out. */
  public static final int MOST_PER_SESSION = 50;

  private static final int TOKEN_BYTES = 32;
  private static final int ID_BYTES = 9;

  private final SecureRandom random = new SecureRandom();
  private Clock clock;
  private Agreed agreed;

  /** For the container's proxy. */
  protected Shares() {}

  /** Those that all servers know. */
  @Inject
  public Shares(Agreed agreed) {
    this(agreed, Clock.systemUTC());
  }

  Shares(Agreed agreed, Clock clock) {
    this.agreed = agreed;
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
   * @return empty if the session has as many as it may have, or is gone
   */
  public Optional<Made> make(SessionId session, May may, Duration lasts) {
    String token = randomText(TOKEN_BYTES);
    Instant now = clock.instant();
    StoredShare share =
        new StoredShare(
            randomText(ID_BYTES),
            Hash.of(token),
            session.toString(),
            may.wireName(),
            now,
            now.plus(lasts));
    return book().add(share, MOST_PER_SESSION).map(made -> new Made(share(made), token));
  }

  private ShareBook book() {
    return agreed.shares();
  }

  private static Share share(StoredShare stored) {
    return new Share(
        stored.id(),
        SessionId.parse(stored.session()).orElseThrow(),
        May.of(stored.may()).orElseThrow(),
        stored.createdAt(),
        stored.expiresAt());
  }

  private String randomText(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * The one of this token, if it still lets in.
   *
   * @throws dev.yera.store.StoreException if that cannot be known now
   */
  Optional<Share> of(String token) {
    return book().find(Hash.of(token)).map(Shares::share);
  }

  /** Those of a session that still let in, oldest first. */
  public List<Share> of(SessionId session) {
    return book().of(session.toString()).stream().map(Shares::share).toList();
  }

  /** Takes one back. */
  public boolean end(SessionId session, String id) {
    return book().remove(session.toString(), id);
  }

  /** Whether it still lets in; asked ten times a second for each open stream. */
  boolean holds(Share share) {
    return book().holds(share.id());
  }
}
