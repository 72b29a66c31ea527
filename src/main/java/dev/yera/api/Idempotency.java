package dev.yera.api;

import dev.yera.problem.Problem;
import dev.yera.session.SessionService;
import dev.yera.store.Agreed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code Idempotency-Key} (see "HTTP" in {@code protocol.md}): a request with the same key and body
 * gets the first response again. Responses are kept for ten minutes, to interactions also for the
 * life of the session and while it is in memory after that. Thread-safe.
 */
@ApplicationScoped
public class Idempotency {
  private static final int LONGEST_KEY = 255;

  @EJB private SessionService service;
  @Inject private Agreed agreed;

  /** Of sessions in memory: the store is not asked, under a lock, for what nobody answers. */
  private final OncePerKey<Remembered> done =
      new OncePerKey<>(id -> service.ownerInMemory(id).isPresent(), System::nanoTime);

  /**
   * Returns the remembered response, or that of the action.
   *
   * @param key what the client sent, or null
   * @param body what the client sent
   */
  Response once(Scope scope, String key, byte[] body, Supplier<Response> action) {
    if (key == null || key.isEmpty()) {
      return action.get();
    }
    if (key.length() > LONGEST_KEY) {
      throw new RefusedException(
          Problem.MALFORMED,
          "Idempotency-Key has %d characters, but at most %d are allowed."
              .formatted(key.length(), LONGEST_KEY));
    }
    Supplier<Remembered> remembered = () -> Remembered.of(action.get());
    return servers(scope)
        .map(all -> all.once(scope, key, body, remembered))
        .orElseGet(() -> done.once(scope, key, body, remembered))
        .response();
  }

  /** A session is created by any server, and answered by its own. */
  private Optional<OnceOverServers> servers(Scope scope) {
    return scope.session().isPresent() ? Optional.empty() : agreed.once().map(OnceOverServers::new);
  }
}
