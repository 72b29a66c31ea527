package dev.yera.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.yera.store.OnceForAll;
import dev.yera.store.StoreException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Renews a login once, however many servers get requests with the old one: the first asks the
 * provider, and leaves the new login under seal for the others, which wait for it.
 *
 * @param all what the servers have begun
 */
record RenewalOverServers(OnceForAll all, Seal seal) {
  private static final Logger LOG = Logger.getLogger(RenewalOverServers.class.getName());
  private static final String PURPOSE = "renewal";
  private static final long PAUSE_NANOS = 50_000_000L;

  /** What asks the provider. */
  interface Renewing {
    Login renewed() throws IOException, RefusedLoginException;
  }

  /**
   * The login, renewed; if the store cannot be used, by this server alone.
   *
   * @param token the hash of what renews it
   * @param patienceMillis how long another server may take
   */
  Login once(String token, long patienceMillis, Renewing action)
      throws IOException, RefusedLoginException {
    try {
      long begin = System.nanoTime();
      Optional<Login> theirs = Optional.empty();
      while (theirs.isEmpty()) {
        OnceForAll.Turn turn = all.begin(PURPOSE + " " + token, token);
        if (turn instanceof OnceForAll.Mine mine) {
          return renewed(mine, action);
        }
        OnceForAll.Begun begun = (OnceForAll.Begun) turn;
        theirs = begun.answer().flatMap(this::open).filter(each -> !each.isOld(Instant.now()));
        if (theirs.isEmpty() && begun.answer().isPresent()) {
          all.abandon(begun.by()); // some providers' tokens do not change: it is time again
        } else if (theirs.isEmpty()) {
          if (System.nanoTime() - begin > patienceMillis * 1_000_000) {
            throw new IOException("Another server does not get an answer of the provider");
          }
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
      return theirs.get();
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "Whether another server renews a login is not known now", e);
      return action.renewed();
    }
  }

  private Optional<Login> open(String sealed) {
    return seal.open(PURPOSE, sealed).flatMap(Login::of);
  }

  private Login renewed(OnceForAll.Mine mine, Renewing action)
      throws IOException, RefusedLoginException {
    Login login;
    try {
      login = action.renewed();
    } catch (IOException | RefusedLoginException | RuntimeException e) {
      tried(() -> all.abandon(mine));
      throw e;
    }
    JWTClaimsSet.Builder claims = login.claims();
    tried(() -> all.finish(mine, seal.close(PURPOSE, claims)));
    return login;
  }

  private static void tried(Runnable note) {
    try {
      note.run();
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "Other servers cannot be told of a renewed login now", e);
    }
  }
}
