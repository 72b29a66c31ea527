package dev.yera.api;

import dev.yera.problem.Problem;
import dev.yera.session.SessionId;
import dev.yera.session.SessionService;
import dev.yera.session.UnknownSessionException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/**
 * {@code Idempotency-Key} (contract, section 1): the first answer to a key is repeated to the same
 * body. Answers to creates are kept for ten minutes, to interactions for the session's life.
 * Thread-safe.
 */
@ApplicationScoped
public class Idempotency {
  private static final int LONGEST_KEY = 255;

  @EJB private SessionService service;

  private final OncePerKey<Response> done = new OncePerKey<>(this::isKnown, System::nanoTime);

  /**
   * The answer: the remembered one, or that of the action.
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
          "Idempotency-Key has %d characters, at most %d are allowed."
              .formatted(key.length(), LONGEST_KEY));
    }
    // What filters add to an answer must not stay with the remembered one.
    return copy(done.once(scope, key, body, action));
  }

  private static Response copy(Response answer) {
    return Response.fromResponse(answer).build();
  }

  private boolean isKnown(SessionId session) {
    try {
      service.session(session);
      return true;
    } catch (UnknownSessionException forgotten) {
      return false;
    }
  }
}
