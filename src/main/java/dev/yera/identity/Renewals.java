package dev.yera.identity;

import dev.yera.store.Agreed;
import dev.yera.store.OnceForAll;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Renews each login once. A page sends several requests at a time, all with the same old login;
 * many providers take the token that renews it only once, and end the login if it comes again.
 * Thread-safe.
 */
final class Renewals {
  /** A browser has the new one by then. */
  private static final Duration REMEMBERED = Duration.ofSeconds(60);

  private static final long PATIENCE_MILLIS = 3L * Provider.TIMEOUT_MILLIS;

  private final OidcClient client;
  private final Agreed agreed;
  private final Seal seal;
  private final Map<String, Renewal> byToken = new ConcurrentHashMap<>();

  private static final class Renewal {
    final long since;
    final CompletableFuture<Login> login = new CompletableFuture<>();

    Renewal(long since) {
      this.since = since;
    }

    /** Whether what came of it has to be renewed again: some providers' tokens do not change. */
    boolean isOld() {
      return login.isDone()
          && !login.isCompletedExceptionally()
          && login.join().isOld(Instant.now());
    }
  }

  /**
   * For all logins.
   *
   * @param seal what servers tell each other of logins is under it
   */
  Renewals(OidcClient client, Agreed agreed, Seal seal) {
    this.client = client;
    this.agreed = agreed;
    this.seal = seal;
  }

  /**
   * The login, renewed.
   *
   * @throws RefusedLoginException if the provider does not want that
   * @throws IOException if it cannot be asked
   */
  Login of(Login login) throws IOException, RefusedLoginException {
    long now = System.nanoTime();
    byToken.values().removeIf(each -> now - each.since > REMEMBERED.toNanos());
    String key = Hash.of(login.refreshToken().orElse(login.id()));
    Renewal mine = new Renewal(now);
    Renewal first =
        byToken.compute(key, (token, before) -> before == null || before.isOld() ? mine : before);
    if (first == mine) {
      try {
        mine.login.complete(renewed(login, key));
      } catch (IOException | RefusedLoginException | RuntimeException e) {
        mine.login.completeExceptionally(e);
        if (!(e instanceof RefusedLoginException)) {
          byToken.remove(key, mine); // the next one may find the provider
        }
      }
    }
    return await(first.login);
  }

  private Login renewed(Login login, String key) throws IOException, RefusedLoginException {
    Optional<OnceForAll> servers = agreed.once();
    return servers.isEmpty()
        ? client.renewed(login)
        : new RenewalOverServers(servers.get(), seal)
            .once(key, PATIENCE_MILLIS, () -> client.renewed(login));
  }

  private static Login await(CompletableFuture<Login> login)
      throws IOException, RefusedLoginException {
    try {
      return login.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RefusedLoginException refused) {
        throw refused;
      }
      throw new IOException("The provider cannot be asked", e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("The provider does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The server is stopping", e);
    }
  }
}
