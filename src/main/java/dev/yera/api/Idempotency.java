package dev.yera.api;

import dev.yera.problem.Problem;
import dev.yera.session.SessionId;
import dev.yera.session.SessionService;
import dev.yera.session.UnknownSessionException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.function.Supplier;

/**
 * {@code Idempotency-Key} (see "HTTP" in {@code protocol.md}): a request with the same key and body
 * gets the first response again. Responses to creates are kept for ten minutes, to interactions for
 * the life of the session. Thread-safe.
 */
@ApplicationScoped
public class Idempotency {
  private static final int LONGEST_KEY = 255;

  /** All that our answers to these requests consist of: there may be many thousands of them. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Remembered(int status, URI location, byte[] body) {
    static Remembered of(Response answer) {
      return new Remembered(answer.getStatus(), answer.getLocation(), (byte[]) answer.getEntity());
    }

    Response response() {
      return Response.status(status).location(location).entity(body).build();
    }
  }

  @EJB private SessionService service;

  private final OncePerKey<Remembered> done = new OncePerKey<>(this::isKnown, System::nanoTime);

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
    return done.once(scope, key, body, () -> Remembered.of(action.get())).response();
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
