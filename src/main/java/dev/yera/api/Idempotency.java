package dev.yera.api;

import dev.yera.session.SessionId;
import dev.yera.session.SessionService;
import dev.yera.session.UnknownSessionException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code Idempotency-Key} (contract, section 1): the first answer to a key is repeated to the same
 * body. A refusal is not remembered, so that a client can try again. Answers to creates are kept
 * for ten minutes, to interactions for the session's life. Thread-safe.
 */
@ApplicationScoped
public class Idempotency {
  private static final Duration CREATES_KEPT = Duration.ofMinutes(10);
  private static final int LONGEST_KEY = 255;
  private static final int MOST = 50_000;

  @Inject private SessionService service;

  private final Map<Key, Entry> entries = new LinkedHashMap<>();
  private long purgedAt = System.nanoTime();

  /**
   * What a key belongs to.
   *
   * @param scope whose it is: an owner, or a session
   */
  private record Key(Object scope, String key) {}

  private static final class Entry {
    final byte[] bodyHash;
    final long since = System.nanoTime();
    Response answer;

    Entry(byte[] bodyHash) {
      this.bodyHash = bodyHash;
    }
  }

  /**
   * The answer: the remembered one, or that of the action.
   *
   * @param scope an owner ({@code Optional<String>}) or a {@link SessionId}
   * @param key what the client sent, or null
   * @param body what the client sent
   */
  Response once(Object scope, String key, byte[] body, Supplier<Response> action) {
    if (key == null || key.isEmpty()) {
      return action.get();
    }
    if (key.length() > LONGEST_KEY) {
      throw new RefusedException(
          Problem.MALFORMED,
          "Idempotency-Key has %d characters, at most %d are allowed."
              .formatted(key.length(), LONGEST_KEY));
    }
    Key id = new Key(scope, key);
    Optional<Response> remembered = begin(id, hash(body));
    if (remembered.isPresent()) {
      return remembered.get();
    }
    Response answer = null;
    try {
      answer = action.get();
      return answer;
    } finally {
      end(id, answer);
    }
  }

  private synchronized Optional<Response> begin(Key id, byte[] bodyHash) {
    purge();
    Entry entry = entries.get(id);
    if (entry == null) {
      entries.put(id, new Entry(bodyHash));
      return Optional.empty();
    }
    if (!Arrays.equals(entry.bodyHash, bodyHash)) {
      throw new RefusedException(
          Problem.IDEMPOTENCY_CONFLICT, "This Idempotency-Key was used with another body.");
    }
    if (entry.answer == null) {
      throw new RefusedException(
          Problem.IDEMPOTENCY_CONFLICT,
          409,
          "The first request with this Idempotency-Key is still in progress.");
    }
    return Optional.of(Response.fromResponse(entry.answer).build());
  }

  private synchronized void end(Key id, Response answer) {
    Entry entry = entries.get(id);
    if (answer == null) {
      entries.remove(id);
    } else if (entry != null) {
      entry.answer = Response.fromResponse(answer).build();
    }
  }

  private static byte[] hash(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Now and then, what nobody can ask for any more is dropped; the oldest if there is too much. */
  private void purge() {
    long now = System.nanoTime();
    if (now - purgedAt > Duration.ofSeconds(10).toNanos()) {
      purgedAt = now;
      entries.entrySet().removeIf(each -> isOver(each.getKey(), each.getValue(), now));
    }
    while (entries.size() >= MOST) {
      entries.remove(entries.keySet().iterator().next());
    }
  }

  private boolean isOver(Key id, Entry entry, long now) {
    if (entry.answer == null) {
      return false;
    }
    if (id.scope() instanceof SessionId session) {
      try {
        service.session(session);
        return false;
      } catch (UnknownSessionException forgotten) {
        return true;
      }
    }
    return now - entry.since > CREATES_KEPT.toNanos();
  }
}
