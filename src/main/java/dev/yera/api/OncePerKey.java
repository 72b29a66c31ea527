package dev.yera.api;

import dev.yera.problem.Problem;
import dev.yera.session.SessionId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Runs an action once for each key; a repeated request with the same body gets the first result. A
 * refusal is not remembered, so that a client can try again. Thread-safe.
 *
 * @param <T> the type of the results, which are kept unchanged
 */
final class OncePerKey<T> {
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final Duration PURGED_EVERY = Duration.ofSeconds(10);
  private static final int MOST = 50_000;

  private final Predicate<SessionId> known;
  private final LongSupplier nanoTime;
  private final Map<Key, Entry<T>> entries = new LinkedHashMap<>();
  private long purgedAt;

  private record Key(Scope scope, String key) {}

  private static final class Entry<T> {
    final byte[] bodyHash;
    final long since;
    T answer;

    Entry(byte[] bodyHash, long since) {
      this.bodyHash = bodyHash;
      this.since = since;
    }
  }

  /**
   * An instance without keys.
   *
   * @param known whether the keys of a session are kept longer; asked under a lock for each session
   * @param nanoTime monotonic time
   */
  OncePerKey(Predicate<SessionId> known, LongSupplier nanoTime) {
    this.known = known;
    this.nanoTime = nanoTime;
    this.purgedAt = nanoTime.getAsLong();
  }

  /**
   * Returns the remembered result, or that of the action.
   *
   * @throws RefusedException if the key had another body, or the first one is still in progress
   */
  T once(Scope scope, String key, byte[] body, Supplier<T> action) {
    Key id = new Key(scope, key);
    Optional<T> remembered = begin(id, hash(body));
    if (remembered.isPresent()) {
      return remembered.get();
    }
    T answer = null;
    try {
      answer = action.get();
      return answer;
    } finally {
      end(id, answer);
    }
  }

  private synchronized Optional<T> begin(Key id, byte[] bodyHash) {
    long now = nanoTime.getAsLong();
    purge(now);
    Entry<T> entry = entries.get(id);
    if (entry == null || isOver(id, entry, now, known)) {
      entries.put(id, new Entry<>(bodyHash, now));
      return Optional.empty();
    }
    if (!Arrays.equals(entry.bodyHash, bodyHash)) {
      throw anotherBody();
    }
    if (entry.answer == null) {
      throw inProgress();
    }
    return Optional.of(entry.answer);
  }

  static RefusedException anotherBody() {
    return new RefusedException(
        Problem.IDEMPOTENCY_CONFLICT,
        "This Idempotency-Key was used with another body. Use a new key for a new request.");
  }

  static RefusedException inProgress() {
    return new RefusedException(
        Problem.IDEMPOTENCY_CONFLICT,
        409,
        "The first request with this Idempotency-Key is still in progress. Try again later.");
  }

  private synchronized void end(Key id, T answer) {
    Entry<T> entry = entries.get(id);
    if (answer == null) {
      entries.remove(id);
    } else if (entry != null) {
      entry.answer = answer;
    }
  }

  static byte[] hash(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Drops, now and then, results that cannot be requested any more, and the oldest ones beyond the
   * limit.
   */
  private void purge(long now) {
    if (now - purgedAt > PURGED_EVERY.toNanos()) {
      purgedAt = now;
      Map<SessionId, Boolean> answers = new HashMap<>();
      Predicate<SessionId> once = id -> answers.computeIfAbsent(id, known::test);
      entries.entrySet().removeIf(each -> isOver(each.getKey(), each.getValue(), now, once));
    }
    while (entries.size() >= MOST) {
      entries.remove(entries.keySet().iterator().next());
    }
  }

  private boolean isOver(Key id, Entry<T> entry, long now, Predicate<SessionId> isKept) {
    if (entry.answer == null) {
      return false;
    }
    return now - entry.since > KEPT.toNanos() && id.scope().session().filter(isKept).isEmpty();
  }

  /** How many keys are remembered. */
  synchronized int size() {
    return entries.size();
  }
}
